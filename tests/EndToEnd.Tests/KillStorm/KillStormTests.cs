using System.Diagnostics;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Discipline;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.Tests.Testing.Fuzz;
using Xunit.Abstractions;

namespace OrdreCouncils.Tests.EndToEnd.KillStorm;

/// <summary>Councils and a chamber file cases while Discipline and Registry are killed at random points: each acknowledged filing exists once.</summary>
public sealed class KillStormTests(ITestOutputHelper output)
{
    private const int Clerks = 6;
    private const int Seed = 20261127;

    // A twentieth in an ordinary run, not a tenth: each point starts processes, and the run stays under ten minutes.
    private static readonly int Points = Storm.Full ? 100 : 5;

    [Theory, Engines]
    public async Task FilingStorm_ProcessesKilledAtRandomPoints_LosesAndRepeatsNothing(SqlEngine engine)
    {
        using var documents = new TempFolder();
        using var registerStore = await TestStore.CreateAsync(engine, typeof(RegistryHost).Assembly);
        using var store = await TestStore.CreateAsync(engine, typeof(DisciplineHost).Assembly);
        var physicians = await PhysiciansAsync(registerStore);
        using var register = await Replicas.StartAsync("OrdreCouncils.Registry.dll", "svc-registry", registerStore, new Dictionary<string, string?>());
        using var discipline = await Replicas.StartAsync("OrdreCouncils.Discipline.dll", "svc-discipline", store, new Dictionary<string, string?>
        {
            ["Services:Registry"] = register.Address,
            ["Documents:Folder"] = documents.Path,
            // The message of a killed process is free again when its lease ends; the default is longer.
            ["Outbox:Lease"] = "00:00:02",
            ["Outbox:AttemptLimit"] = "00:00:01.5",
        });

        var filings = await StormAsync(discipline, register, physicians);

        await Until.TrueAsync(
            async () => await discipline.ReadAsync(sql => sql.ScalarAsync<long>("select count(*) from outbox where delivered_at is null")) == 0,
            "the register is told");
        await FilingsExistOnceAsync(discipline, filings);
        await RegisterShowsAsync(register, filings);
        foreach (var replicas in new[] { discipline, register })
        {
            var finding = await replicas.ReadAsync(sql => AuditVerifier.VerifyAsync(sql, []));
            Assert.True(finding.Intact, finding.Finding);
        }
    }

    private async Task<IReadOnlyList<Filing>> StormAsync(Replicas discipline, Replicas register, IReadOnlyList<(string Rpps, string Council)> physicians)
    {
        var (tally, random, ending) = (new Tally(), new Random(Seed), false);
        var clerks = Enumerable.Range(0, Clerks).Select(number => Task.Run(async () =>
        {
            var (filed, own) = (new List<Filing>(), new Random(Seed + number));
            using var clerk = new Clerk(discipline.Address, tally, own);
            while (!Volatile.Read(ref ending))
            {
                var (rpps, council) = physicians[own.Next(physicians.Count)];
                filed.Add(await clerk.FileAsync(rpps, council));
            }

            return filed;
        })).ToList();
        try
        {
            for (var point = 0; point < Points; point++)
            {
                var victim = random.Next(5) == 0 ? register : discipline;
                // Without a prepared process the service is away for as long as a start takes, and nobody holds the store open meanwhile.
                if (random.Next(4) > 0)
                    victim.Prepare();
                await await Task.WhenAny([tally.AnswersAsync(random.Next(3, 25)), .. clerks]);
                // Any answer ends at the same line of code: go on for as long as a call or two take.
                for (var (since, pause) = (Stopwatch.GetTimestamp(), random.Next(4_000)); Stopwatch.GetElapsedTime(since).TotalMicroseconds < pause;)
                    Thread.SpinWait(10);
                tally.Killed();
                await victim.KillAsync();
            }
        }
        finally
        {
            Volatile.Write(ref ending, true);
        }

        var filings = (await Task.WhenAll(clerks)).SelectMany(filed => filed).ToList();
        output.WriteLine($"{filings.Count} filings: {tally}.");
        return filings;
    }

    private static async Task FilingsExistOnceAsync(Replicas discipline, IReadOnlyList<Filing> filings)
    {
        Assert.NotEmpty(filings);
        await SameAsync("select id from affairs", filing => filing.AffairId);
        await SameAsync("select affair_id from complaints", filing => filing.ComplaintId);
        await SameAsync("select id from cases", filing => filing.CaseId);
        await SameAsync("select case_id from filings", filing => filing.CaseId);
        await SameAsync("select case_id from case_outcomes where state = 'Enforceable'", filing => filing.CaseId);
        await SameAsync("select id from decisions", filing => filing.Decision.DecisionId);
        await SameAsync("select decision_id from enforcements", filing => filing.Decision.DecisionId);
        await SameAsync("select substr(subject, 7) from audit_entries where kind = 'discipline.referral.signed'", filing => filing.CaseId);
        await SameAsync("select substr(subject, 11) from audit_entries where kind = 'discipline.decision.enforced'", filing => filing.Decision.DecisionId);

        // Numbers without duplicate and without gap, as the clerks were told them.
        foreach (var council in filings.Where(filing => filing.ComplaintId.Length > 0).GroupBy(filing => filing.Council))
            AssertCounted(council.Select(filing => filing.ComplaintNumber));
        AssertCounted(filings.Select(filing => filing.ChamberNumber));

        async Task SameAsync(string query, Func<Filing, string> acknowledged) => Assert.Equal(
            filings.Select(acknowledged).Where(id => id.Length > 0).Order(StringComparer.Ordinal),
            (await discipline.ReadAsync(sql => sql.QueryAsync<string>(query))).Order(StringComparer.Ordinal));
    }

    private static void AssertCounted(IEnumerable<string> numbers)
    {
        var counted = numbers.Select(number => int.Parse(number.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(Enumerable.Range(1, counted.Count), counted);
    }

    private static async Task RegisterShowsAsync(Replicas register, IReadOnlyList<Filing> filings)
    {
        var rows = await register.ReadAsync(sql => sql.QueryAsync<(string Decision, string Rpps, DateOnly From)>(
            "select decision_id, rpps, effective_on from restrictions"));
        Assert.Equal(
            filings.Select(filing => (filing.Decision.DecisionId, filing.Rpps, Day(filing.Decision.EnforceableOn)))
                .OrderBy(row => row.DecisionId, StringComparer.Ordinal),
            rows.OrderBy(row => row.Decision, StringComparer.Ordinal));

        using var channel = BearerChannel.Open(register.Address, await TestIdentities.TokenAsync("cnam"));
        var partner = new PhysiciansService.PhysiciansServiceClient(channel);
        foreach (var sanctioned in filings.GroupBy(filing => filing.Rpps))
        {
            var shown = (await partner.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = sanctioned.Key })).Registration.Restrictions;
            Assert.Equal(
                sanctioned.Select(filing => Day(filing.Decision.EnforceableOn)).Order(),
                shown.Select(restriction => Day(restriction.EffectiveOn)).Order());
        }
    }

    private static DateOnly Day(Date date) => new(date.Year, date.Month, date.Day);

    private static async Task<IReadOnlyList<(string Rpps, string Council)>> PhysiciansAsync(TestStore store)
    {
        await using var registry = await ServiceApp.StartAsync(
            RegistryHost.Build, store, settings: new Dictionary<string, string?> { ["Encryption:AllowUnprotectedKeys"] = "true" });
        await registry.EnterPhysicianAsync();
        var register = await registry.ClientAsync<PhysiciansService.PhysiciansServiceClient>("cnom-registre");
        var found = new List<(string, string)>();
        foreach (var council in (string[])["75", "77", "78", "91", "92", "93", "94", "95"])
        {
            var page = await register.SearchPhysiciansAsync(new SearchPhysiciansRequest { Council = council, PageSize = 2, Status = SoughtStatus.Registered });
            found.AddRange(page.Physicians.Select(physician => (physician.Rpps, council)));
        }

        return found;
    }
}
