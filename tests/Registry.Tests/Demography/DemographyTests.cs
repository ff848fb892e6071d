using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Demography;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Registry.Duplicates;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Demography;

public sealed class DemographyTests
{
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task Count_ByAge_CompletesAYearOnItsDay(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(4));
        await app.BornAsync(NumberedFile.Rpps(0), new DateOnly(1996, 3, 15));
        await app.BornAsync(NumberedFile.Rpps(1), new DateOnly(1996, 3, 16));
        await app.BornAsync(NumberedFile.Rpps(2), new DateOnly(1956, 2, 29));

        Assert.Equal(Counts(("-30", 1), ("30-34", 1), ("70-74", 1), ("", 1)), await app.CountAsync(DemographyCalls.Question(null, DemographyDimension.AgeBand)));
        app.GoTo(Today.AddDays(1));
        Assert.Equal(Counts(("30-34", 2), ("70-74", 1), ("", 1)), await app.CountAsync(DemographyCalls.Question(null, DemographyDimension.AgeBand)));
    }

    [Fact]
    public async Task Count_Unknown_IsSaidAndNeverGuessed()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(new RegisterFile().Person(NumberedFile.Rpps(0), "M", "75", "SM53", "L").Person(NumberedFile.Rpps(1), "", "75", "", ""));
        await app.BornAsync(NumberedFile.Rpps(0), new DateOnly(1970, 1, 1));

        var answer = await (await app.DemographyAsync()).CountPhysiciansAsync(DemographyCalls.Question(null, DemographyDimension.AgeBand, DemographyDimension.Sex));

        Assert.Equal((2, 1), (answer.Total, answer.RoundedTo));
        Assert.Equal([1, 1], answer.Unknowns.Select(unknown => unknown.Count));
        Assert.Equal(["55-59/M", "/"], answer.Cells.Select(cell => string.Join('/', cell.Keys.Select(key => key.Code))));
        Assert.Equal(["âge inconnu", "sexe inconnu"], answer.Cells[^1].Keys.Select(key => key.Label));
    }

    [Theory, Engines]
    public async Task Count_Filtered_CountsThoseOnly(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile()
            .Person(NumberedFile.Rpps(0), "M", "75", "SM53", "L").Person(NumberedFile.Rpps(1), "MME", "75", "SM04", "S")
            .Person(NumberedFile.Rpps(2), "MME", "13", "SM04", "L").Person(NumberedFile.Rpps(2), "MME", "13", "SM04", "S").Person(NumberedFile.Rpps(3), "", "13", "", ""));
        await app.BornAsync(NumberedFile.Rpps(1), new DateOnly(1980, 5, 5));

        Assert.Equal(Counts(("75", 1), ("13", 1)), await app.CountAsync(By(new DemographyFilter { Specialty = "SM04" }, DemographyDimension.Council)));
        Assert.Equal(Counts(("75", 1)), await app.CountAsync(By(new DemographyFilter { Sex = "F", Mode = "S" }, DemographyDimension.Council)));
        Assert.Equal(Counts(("13", 1)), await app.CountAsync(By(new DemographyFilter { Mode = "LS" }, DemographyDimension.Council)));
        Assert.Equal(Counts(("", 1)), await app.CountAsync(By(new DemographyFilter { Sex = "?", Council = "13" }, DemographyDimension.Specialty)));
        Assert.Equal(Counts(("SM04/S", 1)), await app.CountAsync(By(new DemographyFilter { AgeBand = "45-49" }, DemographyDimension.Specialty, DemographyDimension.Mode)));
    }

    [Theory, Engines]
    public async Task Count_AfterATransfer_IsInTheNewCouncilFromTheDecisionsDay(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        app.App.Clock.Freeze(new DateTimeOffset(Today.AddDays(-10), new TimeOnly(9, 0), TimeSpan.Zero));
        await app.ImportAsync(new RegisterFile().Line());
        app.GoTo(Today);
        await (await app.RegistrationsAsync()).RecordDepartureAsync(new RecordDepartureRequest
        {
            RequestId = RegistryApp.NewId(), Rpps = RegisterFile.Anne, Ground = FactGround.TransferOut, EffectiveOn = Today.ToProto(),
        });
        var path = new ApplicationPath(app);
        await path.CompleteAsync(RegisterFile.Anne, "cdom-62");
        app.GoTo(Today.AddDays(20));
        await (await path.AsAsync("cdom-62")).PrepareDecisionAsync(path.Draft(true, on: Today.AddDays(20)));
        await path.ReadAsync();
        // The decision is signed five days after its own date, so the register's row of today applies to earlier days too.
        app.GoTo(Today.AddDays(25));
        await (await path.AsAsync("cdom-62-president")).SignDecisionAsync(path.Signature());

        foreach (var (day, expected) in new[] { (-11, ""), (-10, "75"), (-1, "75"), (0, ""), (19, ""), (20, "62"), (24, "62"), (25, "62") })
        {
            var found = await app.CountAsync(DemographyCalls.Question(Today.AddDays(day), DemographyDimension.Council));
            Assert.Equal(expected.Length == 0 ? Counts() : Counts((expected, 1)), found);
        }
    }

    [Theory, Engines]
    public async Task Count_MergedNumber_IsOnePersonUntilUndone(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var question = DemographyCalls.Question(null, DemographyDimension.Council);
        Assert.Equal(Counts(("75", 1), ("13", 1)), await app.CountAsync(question));

        var merge = await app.MergeAsync();

        Assert.Equal(Counts(("75", 1)), await app.CountAsync(question));
        await app.UndoAsync(merge);
        Assert.Equal(Counts(("75", 1), ("13", 1)), await app.CountAsync(question));
    }

    [Fact]
    public async Task Count_ByAPartner_TellsNothingOfAHandful()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        var file = new RegisterFile();
        foreach (var number in Enumerable.Range(0, 20))
            file.Person(NumberedFile.Rpps(number), "MME", number < 4 ? "13" : number < 12 ? "62" : "75", "SM53", "L");
        await app.ImportAsync(file
            .Person(NumberedFile.Rpps(20), "M", "75", "SM53", "L").Person(NumberedFile.Rpps(21), "M", "75", "SM53", "L").Person(NumberedFile.Rpps(22), "", "75", "SM53", "L"));

        var told = await (await app.DemographyAsync("cnam")).CountPhysiciansAsync(DemographyCalls.Question(null, DemographyDimension.Council, DemographyDimension.Sex));
        var known = await (await app.DemographyAsync()).CountPhysiciansAsync(DemographyCalls.Question(null, DemographyDimension.Council, DemographyDimension.Sex));

        Assert.Equal([("13", 0, true), ("62", 10, false), ("75", 10, false), ("75", 0, true), ("75", 0, true)], told.Cells.Select(cell => (cell.Keys[0].Code, cell.Count, cell.Suppressed)));
        Assert.Equal((25, 5), (told.Total, told.RoundedTo));
        Assert.All(told.Cells.Select(cell => cell.Count).Concat(told.Unknowns.Select(unknown => unknown.Count)), count => Assert.Equal(0, count % Disclosure.Threshold));
        Assert.Equal([4, 8, 8, 2, 1], known.Cells.Select(cell => cell.Count));
        Assert.Equal([0, 1], known.Unknowns.Select(unknown => unknown.Count));
        Assert.DoesNotContain(known.Cells, cell => cell.Suppressed);
        Assert.Equal((23, 1), (known.Total, known.RoundedTo));
    }

    [Theory]
    [InlineData("75", 1)]
    [InlineData("13", 5)]
    [InlineData("?", 5)]
    [InlineData("", 5)]
    public async Task Count_ByACouncil_IsExactForItsOwnRegisterOnly(string council, int roundedTo)
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(new RegisterFile()
            .Person(NumberedFile.Rpps(1), "M", "75", "SM53", "L").Person(NumberedFile.Rpps(2), "M", "13", "SM53", "L"));
        var question = DemographyCalls.Question(null, DemographyDimension.Sex);
        if (council.Length > 0)
            question.Filter = new DemographyFilter { Council = council };

        foreach (var identity in new[] { "cdom-75", "cdom-75-president" })
        {
            var answer = await (await app.DemographyAsync(identity)).CountPhysiciansAsync(question);

            Assert.Equal(roundedTo, answer.RoundedTo);
            Assert.Equal(roundedTo == 1 ? 1 : 0, answer.Total);
        }
    }

    [Theory]
    [InlineData("cnam", true)]
    [InlineData("cdom-13", true)]
    [InlineData("cdom-75-president", true)]
    [InlineData("cnom-registre", true)]
    [InlineData("cdom-75-entraide", false)]
    [InlineData("cnom-discipline", false)]
    [InlineData("chambre-nationale", false)]
    [InlineData("medecin-" + RegisterFile.Anne, false)]
    public async Task Calls_Identity_OnlyThoseOfTheRegister(string identity, bool letIn)
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        var client = await app.DemographyAsync(identity);
        var drawing = new DrawDemographyRequest { Chart = DemographyChart.AgePyramid };

        if (!letIn)
        {
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.CountPhysiciansAsync(DemographyCalls.Question(null, DemographyDimension.Sex)));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.DrawDemographyAsync(drawing));
            return;
        }

        Assert.Equal(0, (await client.CountPhysiciansAsync(DemographyCalls.Question(null, DemographyDimension.Sex))).Total);
        Assert.NotEmpty((await client.DrawDemographyAsync(drawing)).Svg);
    }

    [Fact]
    public async Task Calls_BadInput_NameTheField()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        var client = await app.DemographyAsync();

        await Faults.InvalidAsync(client.CountPhysiciansAsync(new CountPhysiciansRequest()), "group_by");
        await Faults.InvalidAsync(client.CountPhysiciansAsync(DemographyCalls.Question(Today.AddDays(1), DemographyDimension.Sex, DemographyDimension.Sex)), "on", "group_by");
        await Faults.InvalidAsync(
            client.CountPhysiciansAsync(By(
                new DemographyFilter { Council = "99", Specialty = new string('S', 21), AgeBand = "30", Sex = "X", Mode = "Z" }, DemographyDimension.Sex)),
            "filter.council", "filter.specialty", "filter.age_band", "filter.sex", "filter.mode");
        await Faults.InvalidAsync(client.DrawDemographyAsync(new DrawDemographyRequest { Chart = DemographyChart.AgePyramid, Dimension = DemographyDimension.Sex }), "dimension");
        await Faults.InvalidAsync(client.DrawDemographyAsync(new DrawDemographyRequest { Chart = DemographyChart.RankedBars }), "dimension");
        await Faults.InvalidAsync(client.DrawDemographyAsync(new DrawDemographyRequest { Dimension = DemographyDimension.Sex }), "chart");
    }

    [Fact]
    public async Task Count_IsRememberedWithWhoAsked()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);

        await app.CountAsync(DemographyCalls.Question(null, DemographyDimension.Sex), "cnam");

        await Until.TrueAsync(async () => await app.CountAsync("record_accesses where subject = 'demography' and actor = 'cnam'") == 1, "the question's record");
    }

    private static CountPhysiciansRequest By(DemographyFilter filter, params DemographyDimension[] groupBy) => new() { Filter = filter, GroupBy = { groupBy } };

    private static Dictionary<string, long> Counts(params (string Code, long Count)[] cells) => cells.ToDictionary(cell => cell.Code, cell => cell.Count);
}
