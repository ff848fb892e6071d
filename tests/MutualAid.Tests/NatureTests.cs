using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Aid = OrdreCouncils.Protos.MutualAid.V1.AidRequestsService.AidRequestsServiceClient;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>The kind of aid and the relation are health and family data: the rows of the store tell neither.</summary>
public sealed class NatureTests
{
    private static readonly (AidKind Kind, BeneficiaryRelation Relation)[] Natures =
    [
        (AidKind.InfectedPhysician, BeneficiaryRelation.Self), (AidKind.LostActivity, BeneficiaryRelation.Self),
        (AidKind.Child, BeneficiaryRelation.Child), (AidKind.Spouse, BeneficiaryRelation.Spouse),
    ];

    /// <summary>Files that differ by their natures alone leave rows that differ by random values alone: in each table as many rows for each kind, and no value
    /// or pair of values that files of some kinds share and of others lack.</summary>
    [Theory, Engines]
    public async Task Store_AfterFilesOfEachKind_TellsNoKind(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        app.Service.Clock.Freeze(TestYear.Start);
        var envelope = await app.OpenEnvelopeAsync(100_000_00);
        var files = new List<(AidKind Kind, string Id)>();
        foreach (var (kind, relation) in Natures)
        {
            foreach (var granted in new[] { true, false, true })
                files.Add((kind, await LivedAsync(app, envelope, Asked(kind, relation, NextPhysician(app, files.Count)), granted)));
        }

        var tables = await StoredTables.ReadAsync(app.Service.Database);

        Assert.Contains(tables, table => table.Name == "requests");
        foreach (var table in tables)
        {
            var rows = files.ToDictionary(file => file.Id, file => StoredTables.RowsOf(tables, table, file.Id));
            foreach (var granted in new[] { 0, 1 })
                Assert.True(files.Where((_, i) => i % 3 % 2 == granted).Select(file => rows[file.Id].Count).Distinct().Count() == 1, $"{table.Name}: rows per kind differ.");
            foreach (var (one, other) in table.Pairs())
            {
                foreach (var sharing in files.SelectMany(file => rows[file.Id].Select(row => (Values: (row[one], row[other]), File: file))).GroupBy(cell => cell.Values))
                {
                    var sharers = sharing.Select(cell => cell.File).Distinct().ToList();
                    var kinds = sharers.Select(file => file.Kind).Distinct().Order().ToList();
                    Assert.True(
                        sharers.Count == 1 || kinds.Count == Natures.Length,
                        $"{table.Name}, {table.Columns[one]} with {table.Columns[other]}: only {string.Join(" and ", kinds)} share a value.");
                }
            }
        }

        Assert.Empty(Readable("infected", "lost_activity", "LostActivity", "spouse", "child", "\"self"));
        // Control: the same searches find what is readable.
        Assert.NotEmpty(Readable("covid-19"));
        Assert.NotEmpty(StoredTables.RowsOf(tables, tables.Single(table => table.Name == "ledger_entries"), files[0].Id));

        IEnumerable<string> Readable(params string[] words) =>
            from table in tables from row in table.Rows from cell in row
            where words.Any(word => cell.Contains(word, StringComparison.OrdinalIgnoreCase)) select $"{table.Name}: {cell}";
    }

    [Theory, Engines]
    public async Task Mutations_Repeated_AnswerWithTheKindThatTheStoredAnswerLacks(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var (referent, instructor, approver) =
            (await app.AidAsync(MutualAidApp.Referent), await app.AidAsync(MutualAidApp.Instructor), await app.AidAsync(MutualAidApp.Approver));
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var submit = Asked(AidKind.Spouse, BeneficiaryRelation.Spouse);
        var filed = (await referent.SubmitAidRequestAsync(submit)).AidRequest;
        var instruct = Requests.Instruct(filed, envelope);
        var instructed = (await instructor.InstructAidRequestAsync(instruct)).AidRequest;
        var approve = Requests.Approve(instructed);
        var granted = (await approver.ApproveAidRequestAsync(approve)).AidRequest;

        Assert.Equal(filed, (await referent.SubmitAidRequestAsync(submit)).AidRequest);
        Assert.Equal(instructed, (await instructor.InstructAidRequestAsync(instruct)).AidRequest);
        Assert.Equal(granted, (await approver.ApproveAidRequestAsync(approve)).AidRequest);
        Assert.All([filed, instructed, granted], request => Assert.Equal((AidKind.Spouse, BeneficiaryRelation.Spouse), (request.Kind, request.Beneficiary.Relation)));
    }

    [Theory, Engines]
    public async Task ListAidRequests_Physician_PagesThroughTheOwnRequestsPastTheFamilys(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var own = new List<string>();
        foreach (var relation in "sscscccsccss")
        {
            var isOwn = relation == 's';
            var filed = await app.SubmitAsync(isOwn ? Requests.Submit() : Asked(AidKind.Child, BeneficiaryRelation.Child));
            if (isOwn)
                own.Add(filed.Id);
        }

        foreach (var size in new[] { 1, 2, 3, 50 })
            Assert.Equal(own, await PagedAsync(await app.AidAsync($"medecin-{Requests.Rpps}"), size));
    }

    private static SubmitAidRequestRequest Asked(AidKind kind, BeneficiaryRelation relation, string rpps = Requests.Rpps) => Requests.Submit(kind, relation, rpps);

    /// <summary>A physician of council 75 for each file: a number that two files share would be no secret of theirs.</summary>
    private static string NextPhysician(MutualAidApp app, int number)
    {
        var rpps = Enumerable.Range(0, 10).Select(check => $"100000{number:0000}{check}").First(RppsNumber.IsValid);
        app.Register.Set(rpps, "75");
        return rpps;
    }

    /// <summary>Files, reads, lists, proposes, decides and reads again, with the same texts and amounts for every kind.</summary>
    private static async Task<string> LivedAsync(MutualAidApp app, Envelope envelope, SubmitAidRequestRequest submit, bool granted)
    {
        // The kinds differ in what they have to tell.
        submit.Details.Family = submit.Kind is AidKind.Child or AidKind.Spouse ? Requests.Family : "";
        submit.Details.Health = submit.Kind == AidKind.InfectedPhysician ? Requests.Health : "";
        var filed = await app.SubmitAsync(submit);
        // As do their proofs.
        await app.AddedAsync(filed.Id, header => (header.Kind, header.Title) = submit.Kind switch
        {
            AidKind.InfectedPhysician => (AidDocumentKind.Medical, "Certificat"),
            AidKind.LostActivity => (AidDocumentKind.Income, "Releve SNIR de l'annee, avec ses annexes"),
            AidKind.Child => (AidDocumentKind.Family, "Certificat de scolarite"),
            _ => (AidDocumentKind.Family, "Acte de deces"),
        });
        var approver = await app.AidAsync(MutualAidApp.Approver);
        filed = (await approver.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = filed.Id })).AidRequest;
        var instructed = await app.InstructAsync(filed, envelope, 100_00);
        if (granted)
            await approver.ApproveAidRequestAsync(Requests.Approve(instructed));
        else
            await approver.RefuseAidRequestAsync(Requests.Refuse(instructed));
        return filed.Id;
    }

    private static async Task<List<string>> PagedAsync(Aid client, int size)
    {
        var (ids, request) = (new List<string>(), new ListAidRequestsRequest { PageSize = size });
        do
        {
            var page = await client.ListAidRequestsAsync(request);
            Assert.True(page.AidRequests.Count <= size);
            ids.AddRange(page.AidRequests.Select(shown => shown.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return ids;
    }
}
