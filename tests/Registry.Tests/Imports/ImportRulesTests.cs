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
        activities.Select(activity => activity.Hash).ToHashSet());
}
