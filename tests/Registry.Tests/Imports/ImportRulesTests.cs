using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Registry.Imports;
using OrdreCouncils.Registry.Persons;

namespace OrdreCouncils.Tests.Registry.Imports;

public sealed class ImportRulesTests
{
    private static readonly Identity Anne = new("DR", "MME", "Essai", "Anne");

    [Fact]
    public void Enter_SeveralDepartments_FirstIsTheCouncil() => Assert.Equal("13", ImportRules.Enter(LinesOf(Anne, "", "13", "75")).Council);

    [Theory]
    [InlineData("75", "13", "75", false, "75")] // another order of the lines does not change the council
    [InlineData("75", "13", "69", false, "13")]
    [InlineData("75", "13", "69", true, "75")] // an earlier line of the file gives the council
    [InlineData("75", "", "", false, "75")] // without a department, the last council stays
    [InlineData("", "13", "", false, "13")]
    [InlineData("", "13", "", true, "13")]
    public void Update_Departments_Council(string stored, string first, string second, bool again, string council)
    {
        var change = ImportRules.Update(Stored(stored), LinesOf(Anne, first, second), again);

        Assert.Equal(council, change!.Council);
    }

    [Fact]
    public void Update_SameFacts_IsNull()
    {
        var said = LinesOf(Anne, "75", "13");
        var stored = Stored("75", said.Activities.ToArray());

        Assert.Null(ImportRules.Update(stored, said, again: false));
        Assert.Empty(ImportRules.Missing(stored, said));
    }

    [Fact]
    public void ContentHash_LinesInAnotherOrder_IsTheSame() =>
        Assert.Equal(ImportRules.ContentHash(LinesOf(Anne, "75", "13")), ImportRules.ContentHash(LinesOf(Anne, "13", "75")));

    /// <summary>The hash is stored: without the values that later releases read, it is the hash of earlier releases.</summary>
    [Fact]
    public void ContentHash_NothingTold_IsThatOfEarlierReleases()
    {
        var said = LinesOf(Anne, "75", "13");

        Assert.Equal(FactHash.OfSet([Anne.Hash, .. said.Activities.Select(fact => fact.Hash)]), ImportRules.ContentHash(said));
    }

    [Theory]
    [InlineData("GENR04", "GENR01", false, "GENR01")] // the file tells another kind
    [InlineData("GENR04", null, false, null)] // the file has no such column: the known kind stays
    [InlineData("GENR04", "", false, "")] // the file tells that there is none
    [InlineData("GENR01", "GENR04", true, null)] // an earlier line of the file told the first by code
    [InlineData("GENR04", "GENR01", true, "GENR01")]
    [InlineData("", "GENR04", true, "GENR04")]
    public void Update_KindOfAKnownActivity_StaysTheSameActivity(string stored, string? told, bool again, string? recorded)
    {
        var known = Stored("75", Activity("75") with { Detail = new ActivityDetail(stored, "") });
        var said = new PersonLines(Line("75", told), 2);
        Assert.True(said.TryAdd(Line("75", told), 2));

        var change = ImportRules.Update(known, said, again);

        Assert.Equal(recorded, change?.Details.Single().Detail.Kind);
        Assert.Equal(0, (change?.NewActivities.Count + change?.EndedActivities.Count) ?? 0);
        if (change is not null)
            Assert.Equal(ImportRules.ContentHash(said), change.ContentHash);
    }

    [Fact]
    public void TryAdd_LinesThatDifferInKindOnly_AreOneActivityOfTheFirstKind()
    {
        foreach (var kinds in new[] { new[] { "GENR04", "GENR01", "" }, ["", "GENR01", "GENR04"] })
        {
            var said = new PersonLines(Line("75", kinds[0]), 2);
            foreach (var kind in kinds)
                Assert.True(said.TryAdd(Line("75", kind), 2));
            Assert.Equal("GENR01", Assert.Single(said.Activities).Detail.Kind);
        }
    }

    private static RegisterLine Line(string department, string? kind) =>
        new(new RppsNumber(RegisterFile.Anne), Anne, null, Activity(department) with { Detail = new ActivityDetail(kind, kind is null ? null : "") });

    [Fact]
    public void End_UnsaidActivity_LeavesTheHashOfWhatIsSaid()
    {
        var (before, now) = (LinesOf(Anne, "75", "13"), LinesOf(Anne, "75"));
        var stored = Stored("75", before.Activities.ToArray());

        var change = ImportRules.End(stored, ImportRules.Missing(stored, now));

        Assert.Equal(ImportRules.ContentHash(now), change.ContentHash);
        Assert.Equal("13", before.Activities.Single(fact => fact.Hash == change.EndedActivities.Single()).Department);
    }

    private static PersonLines LinesOf(Identity identity, params string[] departments)
    {
        PersonLines? person = null;
        for (var i = 0; i < departments.Length; i++)
        {
            var line = new RegisterLine(new RppsNumber(RegisterFile.Anne), identity, null, Activity(departments[i]));
            person ??= new PersonLines(line, 2);
            Assert.True(person.TryAdd(line, 2 + i));
        }

        return person!;
    }

    private static ActivityFact Activity(string department) => new("L", "", $"Cabinet {department}", "", "", "", "", department);

    private static StoredPerson Stored(string council, params ActivityFact[] activities) => new(
        RegisterFile.Anne, Anne, council, 1, 1, false, new Dictionary<FactHash, QualificationFact>(),
        activities.ToDictionary(activity => activity.Hash, activity => activity.Detail.Over(ActivityDetail.None)));
}
