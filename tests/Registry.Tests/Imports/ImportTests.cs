using Grpc.Core;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Imports;

public sealed class ImportTests
{
    private static readonly string[] FactTables =
        ["physicians", "physicians_past", "qualifications", "activities", "import_rejects"];

    // The file is longer than a batch, so that lines of one person are written in different transactions.
    [Theory, Engines]
    public async Task ImportRegister_SameFileAgain_WritesNoFact(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var (bytes, counts) = await InventedRegister.BytesAsync(new InventedFile { Physicians = 6_500, ScatteredPercent = 10, ScatteredBy = 6_000 });
        await app.ImportAsync(bytes);
        var before = await FingerprintAsync(app);

        var again = await app.ImportAsync(bytes);

        Assert.Equal((0, 0, counts.Physicians), (again.PhysiciansCreated, again.PhysiciansUpdated, again.PhysiciansUnchanged));
        Assert.Equal(before, await FingerprintAsync(app));
    }

    [Theory, Engines]
    public async Task ImportRegister_LinesOfOnePersonApart_AreOnePerson(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        byte[] file = new RegisterFile()
            .Line(structure: "CABINET A")
            .Line(RegisterFile.Jean, "D'ÉPREUVE", "JEAN LOUIS")
            .Line(structure: "HOPITAL B", postalCode: "13001", mode: "S");

        var result = await app.ImportAsync(file);

        Assert.Equal(2, result.PhysiciansCreated);
        var anne = await app.GetAsync(RegisterFile.Anne);
        Assert.Equal(["CABINET A", "HOPITAL B"], anne.Activities.Select(activity => activity.Structure).Order());
        Assert.Equal("75", anne.Council);
        Assert.Single(anne.Qualifications);
    }

    [Theory, Engines]
    public async Task ImportRegister_ChangedPerson_KeepsWhatWas(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line(structure: "CABINET A").Line(structure: "CABINET B").Line(RegisterFile.Jean, "TEMOIN", "JEAN"));
        app.App.Clock.Advance(TimeSpan.FromDays(10));

        var result = await app.ImportAsync(new RegisterFile()
            .Line(family: "NOUVEAU-NOM", structure: "CABINET B", specialty: "SM04")
            .Line(RegisterFile.Jean, "TEMOIN", "JEAN"));

        Assert.Equal((0, 1, 1), (result.PhysiciansCreated, result.PhysiciansUpdated, result.PhysiciansUnchanged));
        var anne = await app.GetAsync(RegisterFile.Anne);
        Assert.Equal("NOUVEAU-NOM", anne.FamilyName);
        Assert.Equal("SM04", Assert.Single(anne.Qualifications).Code);
        Assert.Equal("CABINET B", Assert.Single(anne.Activities).Structure);
        var past = await app.App.Database.ReadAsync(sql => sql.SingleOrDefaultAsync<Past>(
            """
            select family_name as FamilyName, valid_from as ValidFrom, valid_to as ValidTo,
                   (select import_number from register_revisions where number = recorded_in) as RecordedIn,
                   (select import_number from register_revisions where number = replaced_in) as ReplacedIn
            from physicians_past
            """), default);
        Assert.Equal(new Past { FamilyName = "ESSAI-MODÈLE", ValidFrom = RegistryApp.Today, ValidTo = RegistryApp.Today.AddDays(9), RecordedIn = 1, ReplacedIn = 2 }, past);
        Assert.Equal(1, await CountAsync(app, "activities where structure = 'CABINET A' and valid_to is not null and ended_in in (select number from register_revisions where import_number = 2)"));
        Assert.Equal(1, await CountAsync(app, "qualifications where code = 'SM53' and valid_to is not null and ended_in in (select number from register_revisions where import_number = 2)"));
        Assert.Empty(await FindAsync(app, "essai"));
        Assert.Equal([RegisterFile.Anne], await FindAsync(app, "nouveau"));
        Assert.Equal([RegisterFile.Anne], await FindAsync(app, "nom"));
    }

    [Theory, Engines]
    public async Task ImportRegister_AnotherNameForANumber_RejectsTheLaterLine(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);

        var result = await app.ImportAsync(new RegisterFile().Line().Line(family: "AUTRE", structure: "AUTRE CABINET"));

        Assert.Equal((1, 1), (result.PhysiciansCreated, result.RejectedLines));
        var reject = Assert.Single(await app.RejectsAsync(result.ImportId));
        Assert.Equal((3, "Nom d'exercice"), (reject.Line, reject.Field));
        Assert.Single((await app.GetAsync(RegisterFile.Anne)).Activities);
    }

    [Theory, Engines]
    public async Task ImportRegister_NobodysLines_AreSkipped(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);

        var result = await app.ImportAsync(new RegisterFile()
            .Line(profession: "60").Line(type: "0", rpps: "123456789").Line(category: "E").Line(RegisterFile.Jean, "SEUL", "JEAN"));

        Assert.Equal((4, 3, 0, 1), (result.Lines, result.SkippedLines, result.RejectedLines, result.PhysiciansCreated));
    }

    [Theory, Engines]
    public async Task ImportRegister_BadLines_SayWhatToWriteAndNothingTheySaid(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);

        var result = await app.ImportAsync(new RegisterFile()
            .Line(rpps: "10123456789", family: "SECRETNAME")
            .Line(rpps: "", family: "", given: "SECRETNAME")
            .Raw("8|10123456781|SECRETNAME")
            .Line(type: "", family: "SECRETNAME")
            .Line(structure: "A|B")
            .Line());

        Assert.Equal((5, 1), (result.RejectedLines, result.PhysiciansCreated));
        var rejects = await app.RejectsAsync(result.ImportId);
        Assert.Equal(
            [(2, "Identifiant PP"), (3, "Identifiant PP"), (3, "Nom d'exercice"), (4, "(line)"), (5, "Type d'identifiant PP"), (6, "(line)")],
            rejects.Select(reject => (reject.Line, reject.Field)));
        Assert.All(rejects, reject => Assert.Matches("[Ww]rite", reject.Reason));
        using var call = (await app.ImportsAsync()).DownloadImportRejects(new DownloadImportRejectsRequest { ImportId = result.ImportId });
        var file = "";
        await foreach (var part in call.ResponseStream.ReadAllAsync())
            file += part.Chunk.ToStringUtf8();
        Assert.Equal(7, file.TrimEnd().Split('\n').Length);
        Assert.StartsWith("line|field|reason\n2|Identifiant PP|", file, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRETNAME", file, StringComparison.Ordinal);
        Assert.DoesNotContain(app.App.Logs.All, line => line.Contains("SECRETNAME", StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task ListImportRejects_Pages_CoverAllOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var file = new RegisterFile();
        for (var i = 0; i < 25; i++)
            file.Line(rpps: "1", family: "");
        var result = await app.ImportAsync(file);
        var client = await app.ImportsAsync();

        var seen = new List<(long, string)>();
        var token = "";
        do
        {
            var page = await client.ListImportRejectsAsync(new ListImportRejectsRequest { ImportId = result.ImportId, PageSize = 7, PageToken = token });
            seen.AddRange(page.Rejects.Select(reject => (reject.Line, reject.Field)));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(50, seen.Count);
        Assert.Equal(seen.Distinct().Count(), seen.Count);
        await Faults.InvalidAsync(client.ListImportRejectsAsync(new ListImportRejectsRequest { ImportId = "x", PageSize = 1001, PageToken = "x" }),
            "import_id", "page_size", "page_token");
        await Faults.FailsAsync(StatusCode.NotFound, client.ListImportRejectsAsync(new ListImportRejectsRequest { ImportId = RegistryApp.NewId() }));
    }

    [Theory, Engines]
    public async Task ImportRegister_FictitiousNumbersAccepted_TakesThem(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine, ("Registry:AcceptFictitiousRpps", "true"));

        var result = await app.ImportAsync(new RegisterFile().Line(rpps: "10003461033"));

        Assert.Equal(1, result.PhysiciansCreated);
        Assert.True((await app.VerifyAsync("10003461033")).Registered);
    }

    private static Task<long> CountAsync(RegistryApp app, string from) => app.CountAsync(from);

    private static async Task<IEnumerable<string>> FindAsync(RegistryApp app, string name) =>
        (await (await app.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { FamilyName = name })).Physicians.Select(found => found.Rpps);

    private static async Task<string> FingerprintAsync(RegistryApp app)
    {
        var parts = new List<string>();
        foreach (var table in FactTables)
            parts.Add($"{table} {await app.CountAsync(table)}");
        parts.Add(await app.App.Database.ReadAsync(sql => sql.ScalarAsync<string>("select cast(sum(version) as text) from physicians"), default));
        return string.Join(", ", parts);
    }

    private sealed record Past
    {
        public string FamilyName { get; init; } = "";
        public DateOnly ValidFrom { get; init; }
        public DateOnly ValidTo { get; init; }
        public int RecordedIn { get; init; }
        public int ReplacedIn { get; init; }
    }
}
