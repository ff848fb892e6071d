using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Index;

namespace OrdreCouncils.Tests.Registry.Index;

public sealed class RegisterIndexTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void With_ChangesAndMergesInAnyOrder_HoldsEverybodyAsLastTold(int seed)
    {
        var random = new Random(seed);
        var model = new SortedDictionary<long, IndexedPerson>();
        var index = RegisterIndex.Empty;
        RegisterIndex? merged = null;
        for (var revision = 1; revision < 60; revision++)
        {
            var changed = Enumerable.Range(0, random.Next(1, 20)).Select(_ => random.Next(1, 200)).Distinct().Select(number => new IndexedPerson(
                number, revision, $"f{random.Next(9)}", $"g{random.Next(9)}", ($"F{random.Next(9)}", $"G{random.Next(9)}"), (ushort)random.Next(3),
                new DateOnly(2020, 1, 1 + random.Next(9)), 0, [(ushort)random.Next(5)], [random.Next(5)],
                random.Next(3) == 0 ? new RegisterEntry { Version = revision } : null, random.Next(4) == 0)
            {
                Structures = [.. Enumerable.Range(0, random.Next(3))],
            }).ToList();
            changed.ForEach(person => model[person.Number] = person);
            index = index.With(revision, changed);
            // A merge of segments starts from one state and is applied some changes later.
            if (random.Next(4) == 0)
            {
                index = merged is null ? index : index.On(merged);
                merged = index.Merged();
            }

            var from = random.Next(200);
            Assert.Equal(model.Values.Where(person => person.Number > from).Select(Text), index.After(from).Select(found => Text(found.Segment.Person(found.Row))));
            Assert.Equal(revision, index.Revision);
        }

        Assert.NotEqual(0, index.Settled.Count);
    }

    private static string Text(IndexedPerson person) =>
        $"{person.Number} {person.Revision} {person.FamilyKey} {person.GivenKey} {person.Name} {person.Title} {person.RegisteredSince:O} "
        + $"{string.Join(',', person.Codes)} {string.Join(',', person.Activities)} {string.Join(',', person.Structures)} {person.Life?.Version} {person.Merged}";
}
