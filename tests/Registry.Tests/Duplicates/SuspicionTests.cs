using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Duplicates.MergePath;

namespace OrdreCouncils.Tests.Registry.Duplicates;

public sealed class SuspicionTests
{
    [Theory, Engines]
    public async Task List_SameNamesAndMore_GivesTheLikenesses(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile()
            .Line(Rpps(1), "ESSAI-MODÈLE", "ANNE", specialty: "SM04")
            .Line(Rpps(2), "Essai Modele", "Anne Lise", specialty: "SM53")
            .Line(Rpps(3), "ESSAI-MODÈLE", "ANNE", specialty: "SM04", postalCode: "13001", structure: "CLINIQUE")
            .Line(Rpps(4), "ESSAI-MODÈLE", "ANNELISE", specialty: "SM04")
            .Line(Rpps(5), "ESSAI", "ANNE", specialty: "SM04")
            .Line(Rpps(6), "ESSAI-MODÈLE", "ANNE", specialty: "SM02", postalCode: "69001", structure: "AUTRE")
            // This record shares only council and names with the first.
            .Line(Rpps(7), "ESSAI-MODÈLE", "ANNE", specialty: "SM20", postalCode: "75001", structure: "AILLEURS"));

        var pairs = await AllAsync(app, 50);

        Assert.Equal(
            [
                (Rpps(1), Rpps(2), "FirstNamesBeginAlike SameStructure SamePostalCode SameCouncil"),
                (Rpps(1), Rpps(3), "SameNames SameSpecialty"),
                (Rpps(2), Rpps(4), "SameNames SameStructure SamePostalCode SameCouncil"),
            ],
            pairs.Select(pair => (pair.Records[0].Rpps, pair.Records[1].Rpps, string.Join(' ', pair.Likenesses))));
        // A first name that begins with the letters of another is a different name.
        var both = await (await app.DuplicatesAsync()).CompareRecordsAsync(new CompareRecordsRequest { First = Rpps(4), Second = Rpps(1) });
        Assert.Equal([Likeness.SameSpecialty, Likeness.SameStructure, Likeness.SamePostalCode, Likeness.SameCouncil], both.Likenesses);
        Assert.Equal(("Essai Modele", "Anne Lise", "75"), (pairs[0].Records[1].FamilyName, pairs[0].Records[1].GivenName, pairs[0].Records[1].Council));
    }

    [Theory, Engines]
    public async Task List_NamesSpeltWithAndWithoutSpaces_AreOnePerson(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile()
            .Line(Rpps(1), "DES-CHAMPS", "JEANPIERRE")
            .Line(Rpps(2), "DESCARTES", "JEAN")
            .Line(Rpps(3), "DESCHAMPS", "JEAN-PIERRE MARIE")
            .Line(Rpps(4), "N'DIAYE", "ANNE")
            .Line(Rpps(5), "NDIAYE", "ANNELISE")
            .Line(Rpps(6), "NDIAYE", "ANNE")
            .Line(Rpps(7), "ST MARTIN", "PAUL")
            .Line(Rpps(8), "SAINT-MARTIN", "PAUL")
            .Line(Rpps(9), "ESSAI", "STE ANNE")
            .Line(Rpps(10), "ESSAI", "SAINTE-ANNE"));

        var pairs = await AllAsync(app, 1);

        Assert.Equal(
            [
                (Rpps(1), Rpps(3), Likeness.FirstNamesBeginAlike), (Rpps(9), Rpps(10), Likeness.SameNames), (Rpps(4), Rpps(6), Likeness.SameNames),
                (Rpps(7), Rpps(8), Likeness.SameNames),
            ],
            pairs.Select(pair => (pair.Records[0].Rpps, pair.Records[1].Rpps, pair.Likenesses[0])));
    }

    [Theory]
    [Engines(7)]
    [Engines(200)]
    public async Task List_PageByPage_GivesEachPairOnce(SqlEngine engine, int size)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var file = new RegisterFile();
        foreach (var number in Enumerable.Range(0, 40))
            file.Line(Rpps(number), "ESSAI", number % 2 == 0 ? "ANNE" : "ANNE LISE");
        await app.ImportAsync(file);

        var pairs = await AllAsync(app, size);

        // Every pair of the 40 records.
        Assert.Equal(40 * 39 / 2, pairs.Count);
        Assert.Equal(pairs.Count, pairs.Select(pair => string.Join(' ', pair.Records.Select(record => record.Rpps).Order())).Distinct().Count());
    }

    [Theory, Engines]
    public async Task List_ManyWithSameNamesOnly_ReachesTheLastPair(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var file = new RegisterFile();
        // More candidate pairs than one statement reads; only the last pair shares a postal code.
        foreach (var number in Enumerable.Range(0, 40))
            file.Line(Rpps(number), specialty: "", postalCode: $"{75_001 + Math.Min(number, 38)}", structure: $"CABINET {number}");
        await app.ImportAsync(file);

        var pair = Assert.Single(await AllAsync(app, 50));

        Assert.Equal([Rpps(38), Rpps(39)], pair.Records.Select(record => record.Rpps));
    }

    [Theory, Engines]
    public async Task List_LongRegister_ReachesItsEnd(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var file = new RegisterFile();
        foreach (var number in Enumerable.Range(0, 1_300))
            file.Line(Rpps(number), "ESSAI", $"{Letters(number)}");
        file.Line(Rpps(1_301), "ESSAI", Letters(1_299)).Line(Rpps(1_302), "ESSAI", Letters(499));
        await app.ImportAsync(file);

        var pairs = await AllAsync(app, 50);

        Assert.Equal(
            [(Rpps(499), Rpps(1_302)), (Rpps(1_299), Rpps(1_301))],
            pairs.Select(pair => (pair.Records[0].Rpps, pair.Records[1].Rpps)));
    }

    [Theory, Engines]
    public async Task ListAndCompare_ByACouncil_ReachPairsOfWhichItKeepsOne(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        foreach (var identity in new[] { "cdom-75", "cdom-13", "cdom-13-president", "cnom-registre" })
        {
            Assert.Single(await AllAsync(app, 50, identity));
            var both = await (await app.DuplicatesAsync(identity)).CompareRecordsAsync(new CompareRecordsRequest { First = Merged, Second = Kept });
            Assert.Equal((Merged, "13", Kept, "75"), (both.First.Physician.Rpps, both.First.Physician.Council, both.Second.Physician.Rpps, both.Second.Physician.Council));
            Assert.Equal([Likeness.FirstNamesBeginAlike, Likeness.SameSpecialty], both.Likenesses);
            Assert.True(both.First.Registration.Registered && both.First.Etag.Length > 0);
        }

        Assert.Empty(await AllAsync(app, 50, "cdom-62"));
        var other = await app.DuplicatesAsync("cdom-62");
        await Faults.FailsAsync(StatusCode.NotFound, other.CompareRecordsAsync(new CompareRecordsRequest { First = Merged, Second = Kept }));
        await Faults.FailsAsync(
            StatusCode.NotFound, (await app.DuplicatesAsync()).CompareRecordsAsync(new CompareRecordsRequest { First = Merged, Second = NumberedFile.Rpps(1) }));
        await Faults.FailsAsync(StatusCode.PermissionDenied, (await app.DuplicatesAsync("cnam")).ListSuspectedDuplicatesAsync(new ListSuspectedDuplicatesRequest()));
        await Faults.FailsAsync(StatusCode.PermissionDenied, (await app.DuplicatesAsync("cnam")).CompareRecordsAsync(new CompareRecordsRequest()));
        await Faults.InvalidAsync(
            (await app.DuplicatesAsync()).ListSuspectedDuplicatesAsync(new ListSuspectedDuplicatesRequest { PageSize = -1, PageToken = "é" }), "page_size", "page_token");
        foreach (var number in new[] { Kept, Merged })
        {
            var audit = await app.App.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");
            await Until.TrueAsync(async () => (await audit.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{number}" }))
                .Accesses.Any(access => access.Actor == "cdom-13" && access.Operation.EndsWith("/CompareRecords", StringComparison.Ordinal)),
                $"the comparison of {number} was not remembered");
        }
    }

    [Theory, Engines]
    public async Task Compare_Merged_ShowsEachByItself(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        await app.SanctionAsync(Merged, OrdreCouncils.Protos.Registry.Internal.V1.RestrictingSanction.BanFromPractice, Today, Today);
        await app.MergeAsync();
        Assert.Empty(await AllAsync(app, 50));

        var both = await (await app.DuplicatesAsync()).CompareRecordsAsync(new CompareRecordsRequest { First = Kept, Second = Merged });

        Assert.Equal(("", true, "ANNE"), (both.First.MergedInto, both.First.Registration.MayPractise, both.First.Physician.GivenName));
        Assert.Equal((Kept, false, "ANNE LISE"), (both.Second.MergedInto, both.Second.Registration.MayPractise, both.Second.Physician.GivenName));
    }

    [Theory, Engines]
    public async Task Dismiss_Pair_IsNotSuspectedAgain(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var client = await app.DuplicatesAsync();
        var request = new DismissSuspicionRequest { RequestId = RegistryApp.NewId(), First = Merged, Second = Kept, Reason = "Dates de naissance différentes" };

        Assert.True((await client.DismissSuspicionAsync(request)).Dismissed);
        Assert.True((await client.DismissSuspicionAsync(request)).Dismissed);
        await Faults.ReasonAsync(
            StatusCode.AlreadyExists, Reasons.RequestIdReused, client.DismissSuspicionAsync(new DismissSuspicionRequest(request) { Reason = "Autre" }));
        Assert.False((await client.DismissSuspicionAsync(new DismissSuspicionRequest(request) { RequestId = RegistryApp.NewId(), First = Kept, Second = Merged })).Dismissed);

        Assert.Empty(await AllAsync(app, 50));
        Assert.Equal(2, await app.CountAsync("audit_entries where kind = 'registry.suspicion.dismissed'"));
        await app.MergeAsync();
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "MERGED", client.DismissSuspicionAsync(new DismissSuspicionRequest(request) { RequestId = RegistryApp.NewId() }));
    }

    [Theory, Engines]
    public async Task Dismiss_PairListedAgainstTheOrderOfItsNumbers_IsNotSuspectedAgain(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line(Rpps(1), given: "ANNE LISE").Line(Rpps(2), given: "ANNE"));
        Assert.Equal([Rpps(2), Rpps(1)], Assert.Single(await AllAsync(app, 50)).Records.Select(record => record.Rpps));

        await (await app.DuplicatesAsync()).DismissSuspicionAsync(
            new DismissSuspicionRequest { RequestId = RegistryApp.NewId(), First = Rpps(2), Second = Rpps(1), Reason = "Dates de naissance différentes" });

        Assert.Empty(await AllAsync(app, 50));
    }

    [Theory, Engines]
    public async Task List_MergeUndone_SuspectsThemAgain(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var merge = await app.MergeAsync();
        Assert.Empty(await AllAsync(app, 50));

        await app.UndoAsync(merge);

        Assert.Equal([Kept, Merged], Assert.Single(await AllAsync(app, 50)).Records.Select(record => record.Rpps));
    }

    private static async Task<List<SuspectedDuplicate>> AllAsync(RegistryApp app, int size, string identity = "cnom-registre")
    {
        var client = await app.DuplicatesAsync(identity);
        var all = new List<SuspectedDuplicate>();
        var request = new ListSuspectedDuplicatesRequest { PageSize = size };
        do
        {
            var page = await client.ListSuspectedDuplicatesAsync(request);
            Assert.True(page.Pairs.Count <= size);
            all.AddRange(page.Pairs);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    private static string Rpps(int number) => NumberedFile.Rpps(number);

    // The words sort like the numbers, and no word is a prefix of another.
    private static string Letters(int number) => new([(char)('A' + (number / 676)), (char)('A' + (number / 26 % 26)), (char)('A' + (number % 26))]);
}
