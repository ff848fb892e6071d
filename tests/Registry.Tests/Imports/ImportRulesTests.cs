using OrdreCouncils.Registry.Imports;
using OrdreCouncils.Registry.Physicians;

namespace OrdreCouncils.Tests.Registry.Imports;

public sealed class ImportRulesTests
{
    private static readonly Identity Anne = new("DR", "MME", "Essai", "Anne");

    [Fact]
    public void Enter_SeveralDepartments_FirstIsTheCouncil() => Assert.Equal("13", ImportRules.Enter(Said(Anne, "", "13", "75")).Council);

    [Theory]
    [InlineData("75", "75", "13", "75")] // lines in another order move nobody
    [InlineData("75", "13", "69", "13")]
    [InlineData("75", "", "", "75")] // abroad: the last council stays
    [InlineData("", "13", "", "13")]
    public void Update_Departments_Council(string stored, string first, string second, string council)
    {
        var change = ImportRules.Update(Stored(stored), Said(Anne, first, second), named: false);

        Assert.Equal(council, change!.Council);
    }

    [Theory]
    [InlineData("75", "75")] // the person's first lines have settled it: a place elsewhere on a later line moves nobody, or the next import would move back
    [InlineData("", "13")]
    public void Update_LaterLinesOfTheSameFile_CouncilStays(string stored, string council) =>
        Assert.Equal(council, ImportRules.Update(Stored(stored), Said(Anne, "13"), named: true)!.Council);

    [Fact]
    public void Update_SameFacts_IsNull()
    {
        var said = Said(Anne, "75", "13");
        var stored = Stored("75", said.Activities.ToArray());

        Assert.Null(ImportRules.Update(stored, said, named: false));
        Assert.Empty(ImportRules.Missing(stored, said));
    }

    [Fact]
    public void ContentHash_LinesInAnotherOrder_IsTheSame() =>
        Assert.Equal(ImportRules.ContentHash(Said(Anne, "75", "13")), ImportRules.ContentHash(Said(Anne, "13", "75")));

    [Fact]
    public void End_UnsaidActivity_LeavesTheHashOfWhatIsSaid()
    {
        var (before, now) = (Said(Anne, "75", "13"), Said(Anne, "75"));
        var stored = Stored("75", before.Activities.ToArray());

        var change = ImportRules.End(stored, ImportRules.Missing(stored, now));

        Assert.Equal(ImportRules.ContentHash(now), change.ContentHash);
        Assert.Equal("13", before.Activities.Single(fact => fact.Hash == change.EndedActivities.Single()).Department);
    }

    private static PersonLines Said(Identity identity, params string[] departments)
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
        RegisterFile.Anne, Anne, "essai  anne", council, 1, 1, new Dictionary<FactHash, QualificationFact>(),
        activities.Select(activity => activity.Hash).ToHashSet());
}
