using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Fhir;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Imports;

/// <summary>Category, kind and function, and dates of qualifications: told by a file beside what identifies a physician and an activity.</summary>
public sealed class DetailTests
{
    private const string Plain = "Type d'identifiant PP|Identifiant PP|Nom d'exercice|Prénom d'exercice|Code profession|Code type savoir-faire|Code savoir-faire"
        + "|Libellé savoir-faire|Code mode exercice|Raison sociale site|Code postal";

    private const string Detailed = Plain + "|Code catégorie professionnelle|Code genre activité|Code rôle";
    private const string Dated = Plain + "|Date reconnaissance savoir-faire|Date abandon savoir-faire";
    private const string Anne = RegisterFile.Anne;
    private const string Line = "8|" + Anne + "|ESSAI|ANNE|10|S|SM04|Cardiologie|L|CABINET ESSAI|75011";

    [Theory, Engines]
    public async Task Import_KindFunctionCategory_AreShownAndKeptAsTheSameActivity(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        // As an earlier release read it, or a file without the columns.
        await app.ImportAsync($"{Plain}\n{Line}\n");
        var before = await ActivitiesAsync(app);
        Assert.Equal(("", "", ""), Details(await app.GetAsync(Anne)));

        app.App.Clock.Advance(TimeSpan.FromDays(1));
        var first = app.App.Clock.GetUtcNow();
        await app.ImportAsync($"{Detailed}\n{Line}|C|GENR01|FON-AU\n");
        Assert.Equal(("C", "GENR01", "FON-AU"), Details(await app.GetAsync(Anne)));

        app.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await app.ImportAsync($"{Detailed}\n{Line}|C|GENR04|FON-AU\n")).PhysiciansUpdated);
        Assert.Equal(("C", "GENR04", "FON-AU"), Details(await app.GetAsync(Anne)));

        // A file without the columns tells nothing about them.
        app.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, (await app.ImportAsync($"{Plain}\n{Line}\n")).PhysiciansUpdated);
        Assert.Equal(("C", "GENR04", "FON-AU"), Details(await app.GetAsync(Anne)));

        Assert.Equal(before, await ActivitiesAsync(app));
        Assert.Equal(("C", "GENR01", "FON-AU"), Details(await KnownAtAsync(app, first)));
        Assert.Equal(("", "", ""), Details(await KnownAtAsync(app, first.AddDays(-1))));
    }

    [Theory, Engines]
    public async Task Import_SameDetails_ChangesNothing(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var file = $"{Detailed}\n{Line}|C|GENR01|\n";
        await app.ImportAsync(file);

        var again = await app.ImportAsync(file);

        Assert.Equal((0, 1), (again.PhysiciansUpdated, again.PhysiciansUnchanged));
    }

    [Theory, OneEngine]
    public async Task Import_WrongDetail_IsRejectedByTheNameOfItsColumn(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);

        var result = await app.ImportAsync($"{Detailed}\n{Line}|C|GENR 01|\n{Line}|C||{new string('F', 21)}\n{Line}|<|GENR01|\n");

        Assert.Equal(
            ["Code genre activité", "Code rôle", "Code catégorie professionnelle"], (await app.RejectsAsync(result.ImportId)).Select(reject => reject.Field));
    }

    [Theory, Engines]
    public async Task Import_DatesOfAQualification_AreShownToPartnersAndKept(SqlEngine engine)
    {
        await using var fhir = await FhirClient.StartAsync(engine);
        var app = fhir.App;
        await app.ImportAsync($"{Plain}\n{Line}\n");
        Assert.Null((await app.GetAsync(Anne)).Qualifications.Single().RecognisedOn);
        Assert.Null((await fhir.GetAsync("/fhir/Practitioner/" + Anne))["qualification"]![1]!["period"]);
        var before = app.App.Clock.GetUtcNow();

        app.App.Clock.Advance(TimeSpan.FromDays(1));
        await app.ImportAsync($"{Dated}\n{Line}|01/09/2001|\n");
        await app.ImportAsync($"{Plain}\n{Line}\n");

        Assert.Equal(new DateOnly(2001, 9, 1), (await app.GetAsync(Anne)).Qualifications.Single().RecognisedOn?.Day());
        Assert.Null((await KnownAtAsync(app, before)).Qualifications.Single().RecognisedOn);
        Assert.Equal("""{"start":"2001-09-01"}""", (await fhir.GetAsync("/fhir/Practitioner/" + Anne))["qualification"]![1]!["period"]!.ToJsonString());
        Assert.Equal("""{"start":"2001-09-01"}""", FhirClient.Entries(await fhir.GetAsync("/fhir/Practitioner?family=essai"), "match").Single()["qualification"]![1]!["period"]!.ToJsonString());
        Assert.Null((await fhir.GetAsync("/fhir/Practitioner/" + Anne, "medecin-10999999997"))["qualification"]![1]!["period"]);
    }

    [Theory, Engines]
    public async Task Import_AbandonedQualification_EndsOnTheGivenDay(SqlEngine engine)
    {
        await using var fhir = await FhirClient.StartAsync(engine);
        var app = fhir.App;
        var other = Line.Replace("SM04|Cardiologie", "SM53|Médecine générale", StringComparison.Ordinal);
        await app.ImportAsync($"{Dated}\n{Line}|2001-09-01|\n");

        // SM04 was held in the register; SM53 never was.
        var file = $"{Dated}\n{Line}|2001-09-01|31/12/2025\n{other}|01/01/1999|31/08/2001\n";
        await app.ImportAsync(file);
        Assert.Equal(0, (await app.ImportAsync(file)).PhysiciansUpdated);

        Assert.Empty((await app.GetAsync(Anne)).Qualifications);
        Assert.Equal(
            ["SM04 {\"start\":\"2001-09-01\",\"end\":\"2025-12-31\"}", "SM53 {\"start\":\"1999-01-01\",\"end\":\"2001-08-31\"}"],
            (await fhir.GetAsync("/fhir/Practitioner/" + Anne))["qualification"]!.AsArray().Skip(1).Select(one => $"{one!["code"]!["coding"]![0]!["code"]} {one["period"]!.ToJsonString()}"));
    }

    [Theory, OneEngine]
    public async Task Import_WrongDay_IsRejectedByTheNameOfItsColumn(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);

        var result = await app.ImportAsync($"{Dated}\n{Line}|2001-31-12|\n{Line}|01/09/2001|01/08/2001\n");

        Assert.Equal(["Date reconnaissance savoir-faire", "Date abandon savoir-faire"], (await app.RejectsAsync(result.ImportId)).Select(reject => reject.Field));
    }

    private static (string Category, string Kind, string Function) Details(Physician physician) =>
        (physician.Category, physician.Activities.Single().Kind, physician.Activities.Single().Function);

    private static async Task<Physician> KnownAtAsync(RegistryApp app, DateTimeOffset at) =>
        (await (await app.PhysiciansAsync()).GetPhysicianAsync(new GetPhysicianRequest { Rpps = Anne, KnownAt = Timestamp.FromDateTimeOffset(at) })).Physician;

    private static Task<IReadOnlyList<string>> ActivitiesAsync(RegistryApp app) => app.App.Database.ReadAsync(
        sql => sql.QueryAsync<string>(
            "select rpps || ' ' || recorded_in || ' ' || coalesce(ended_in, 0) || ' ' || cast(valid_from as text) from activities order by rpps, recorded_in"), default);
}
