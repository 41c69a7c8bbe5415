import { describe, expect, it } from 'vitest';
import { createNarrator } from '../../src/instruct/narrator.js';
import { everyday, everydayTools } from './everyday.js';
import { call, field, skeletonOf, stream, text, value, type Term } from './world.js';

const narrator = createNarrator(everyday);

function say(goal: Term, seed: string | number = 0, asks: readonly string[] = ['Tell me {goal}.']): string | null {
  const { skeleton, inputs } = skeletonOf(everyday, goal);
  return narrator.compose(skeleton, inputs, everydayTools, stream('say', seed), asks.map(text));
}

const oslo = value('Oslo');
const capitalOf = (country: string): Term => call('capital', value(country));
const someDay = value('3/6/2014');

describe('instructions', () => {
  it('nests what is used once', () => {
    expect(say(call('founder', call('hq_company', oslo)), 1)).toMatchInlineSnapshot(`"Tell me the founder of the largest company in "Oslo"."`);
    expect(say(call('year_of', call('holiday', call('birthplace', call('director', value('Night Bus'))))), 1)).toMatchInlineSnapshot(`"First, find the most recent public holiday in the birthplace of the person who directed "Night Bus". Tell me the year of that date."`);
  });

  it('introduces what is used twice', () => {
    const city = call('headquarters', value('Acme'));
    expect(say(field(call('forecast', city, call('holiday', city)), 'low'), 3)).toMatchInlineSnapshot(`"Start by finding the headquarters city of "Acme". Tell me the low temperature from the weather forecast for that city on the most recent public holiday in that city."`);
  });

  it('tells two things of one kind apart by their roles', () => {
    const a = capitalOf('Norway');
    const b = call('birthplace', value('Mia Wong'));
    const flight = (on: Term): Term => field(call('find_flight', a, b, on), 'price');
    expect(say(call('hotel', a, call('hotel_price', call('hotel', b, flight(call('holiday', a))), call('holiday', b))), 4)).toMatchInlineSnapshot(`"First, get the capital of "Norway". Next, look up the birthplace of "Mia Wong". After that, find the price of the cheapest flight from that capital to that birthplace on the most recent public holiday in that capital. Next, get the room price at the best hotel in that birthplace for at most that price a night on the most recent public holiday in that birthplace. Tell me the best hotel in that capital for at most that room price a night."`);
  });

  it('counts things where even their roles are alike', () => {
    const first = call('hq_company', oslo);
    const second = call('hq_company', call('headquarters', first));
    const third = call('hq_company', call('birthplace', call('founder', second)));
    expect(say(call('stock_price', call('ticker', second), call('holiday', call('birthplace', call('founder', call('hq_company', call('headquarters', third)))))), 5)).toMatchInlineSnapshot(`"Begin with the largest company in the headquarters city of the company headquartered in "Oslo". Then find the largest company in the birthplace of the founder of that company. Now find the founder of the company headquartered in the headquarters city of the second company you found. Tell me the closing price of the ticker of the first company you found on the most recent public holiday in the birthplace of that person."`);
    const price = (company: Term): Term => call('stock_price', call('ticker', company), someDay);
    expect(say(call('add', price(third), call('add', price(first), price(second))), 5)).toMatchInlineSnapshot(`"Find the company headquartered in "Oslo". Now find the largest company in the headquarters city of that company. Then take the largest company in the birthplace of the founder of the second company. Now find the closing price of the ticker of the third company on "3/6/2014". Then get the closing price of the stock ticker symbol of the first company on "3/6/2014". Next, work out the sum of the second price and the closing price of the ticker of the second company on "3/6/2014". Tell me the sum of the first price you found and that sum."`);
  });

  it('brackets nested sums by a sentence', () => {
    expect(say(call('add', call('add', value(1), value(2)), value(3)), 0)).toMatchInlineSnapshot(`"Find the sum of 1 and 2. Tell me the sum of that sum and 3."`);
    expect(say(call('add', value(1), call('add', value(2), value(3))), 1)).toMatchInlineSnapshot(`"First, work out the sum of 2 and 3. Tell me the sum of 1 and that sum."`);
  });

  it('speaks of lists in the plural', () => {
    const films = call('actor_movies', value('Ada Stone'));
    expect(say(call('count', films), 0)).toMatchInlineSnapshot(`"Tell me the number of the films that "Ada Stone" appears in."`);
    expect(say(call('release_date', call('first', films)), 0)).toMatchInlineSnapshot(`"Tell me the release date of the first of the films that "Ada Stone" appears in."`);
    expect(say(films, 0, ['What is {goal}?'])).toMatchInlineSnapshot(`"What are the films that "Ada Stone" appears in?"`);
    expect(say(call('hotel', call('birthplace', call('director', call('first', films))), call('stock_price', value('LJYA'), call('release_date', call('first', films)))), 2)).toMatchInlineSnapshot(`"First, get the first of the films that "Ada Stone" appears in. After that, find the birthplace of the director of that movie. Next, get the closing price of "LJYA" on the release date of that movie. Tell me the best hotel in that city for at most that price a night."`);
  });

  it('writes lists of values as a person would', () => {
    expect(say(call('average_rating', value(['Night Bus', 'The Quiet Shore', 'Red Dawn Rising'])))).toMatchInlineSnapshot(`"Tell me the average rating of "Night Bus", "The Quiet Shore" and "Red Dawn Rising"."`);
    expect(say(call('average', value([1.5, 20])))).toMatchInlineSnapshot(`"Tell me the average of 1.5 and 20."`);
  });

  it('asks for a field of a record', () => {
    const forecast = call('forecast', oslo, someDay);
    expect(say(field(forecast, 'summary'), 0)).toMatchInlineSnapshot(`"Tell me the summary from the weather forecast for "Oslo" on "3/6/2014"."`);
    expect(say(call('add', field(forecast, 'low'), field(forecast, 'high')), 1)).toMatchInlineSnapshot(`"Begin with the weather forecast for "Oslo" on "3/6/2014". Tell me the sum of the low temperature from that weather forecast and the high temperature from that weather forecast."`);
  });

  it('orders things done, and asks for what comes of it', () => {
    const booking = call('book_flight', field(call('find_flight', oslo, value('Lima'), someDay), 'id'), value('Mia Wong'));
    expect(say(field(booking, 'confirmation'), 1, [])).toMatchInlineSnapshot(`"Begin with the flight ID of the cheapest flight from "Oslo" to "Lima" on "3/6/2014". I'd like you to book that flight ID for "Mia Wong" and tell me the confirmation."`);
    expect(say(field(booking, 'confirmation'), 1)).toMatchInlineSnapshot(`"Begin with the flight ID of the cheapest flight from "Oslo" to "Lima" on "3/6/2014". Then book that flight ID for "Mia Wong". Tell me the confirmation from that booking."`);
    expect(say(call('hotel', oslo, call('add', field(booking, 'price'), field(booking, 'price'))), 2, [])).toMatchInlineSnapshot(`"Begin with the flight ID of the cheapest flight from "Oslo" to "Lima" on "3/6/2014". Then book that flight ID for "Mia Wong". Now find the sum of the price from that booking and the price from that booking. Please give me the best hotel in "Oslo" for at most that sum a night."`);
    expect(say(call('order_ticket', value('Night Bus'), call('release_date', value('The Quiet Shore'))), 3, [])).toMatchInlineSnapshot(`"Can you order a ticket for "Night Bus" on the release date of "The Quiet Shore" and tell me the order ID?"`);
  });

  it('asks questions about persons, numbers and truths', () => {
    const ask = ['What is {goal}?', 'Who is {goal}?'];
    expect(say(call('director', value('Night Bus')), 6, [])).toMatchInlineSnapshot(`"Please give me the person who directed "Night Bus"."`);
    expect(say(call('flight_delayed', value('NW102')), 7, [])).toMatchInlineSnapshot(`"Tell me whether "NW102" is delayed."`);
    expect(say(call('flight_delayed', value('NW102')), 7, ask)).toMatchInlineSnapshot(`"Tell me whether "NW102" is delayed."`);
  });

  it('puts no article before an article', () => {
    const year = call('year_of', call('release_date', value('Night Bus')));
    for (let seed = 0; seed < 20; seed++) expect(say(call('movies_of', value('comedy'), year), seed)).not.toMatch(/\b(the|a|an|that) (the|a|an|that)\b/);
  });

  it('takes the same words for the same stream', () => {
    const goal = call('founder', call('hq_company', oslo));
    expect(say(goal, 'x', [])).toBe(say(goal, 'x', []));
    expect(new Set(Array.from({ length: 40 }, (_, i) => say(goal, i, []))).size).toBeGreaterThan(10);
  });
});
