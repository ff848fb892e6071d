using Npgsql;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Local;
using OrdreCouncils.Local.Demo;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Spectre.Console;

namespace OrdreCouncils.Benchmarks;

/// <summary>Cases opened, referred and signed by many callers, compared with the bare transactions that write the same rows.</summary>
internal static class FilingBenchmark
{
    private const double Bar = 0.5;
    private const string Council = "75";

    public static async Task RunAsync(DirectoryInfo folder, PostgresServer? postgres)
    {
        var people = await BenchPeople.WriteAsync(folder, 20_000);
        var options = Options(folder, "filings", postgres is null ? "" : await postgres.CreateDatabaseAsync());
        await using var platform = await LocalPlatform.StartAsync(options);
        await RegisterLoad.RunAsync(platform, people.File);
        using var story = new Story(platform, AnsiConsole.Console);
        var register = await story.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnam");
        var search = new SearchPhysiciansRequest { Council = Council, PageSize = 200, Status = SoughtStatus.Registered };
        var numbers = (await register.SearchPhysiciansAsync(search)).Physicians.Select(physician => physician.Rpps).ToArray();
        Console.WriteLine(postgres is null ? "SQLite" : "PostgreSQL");

        // The same tables in another store.
        var bare = Options(folder, "bare", postgres is null ? "" : await postgres.CreateDatabaseAsync());
        await (await LocalPlatform.StartAsync(bare)).DisposeAsync();
        await using var store = new Database(Microsoft.Extensions.Options.Options.Create(new DatabaseOptions
        {
            Engine = postgres is null ? SqlEngine.Sqlite : SqlEngine.PostgreSql,
            ConnectionString = postgres is null
                ? $"Data Source={Path.Combine(bare.DataFolder, "discipline.db")}"
                : new NpgsqlConnectionStringBuilder(bare.Postgres) { Database = bare.DatabasePrefix + "discipline" }.ToString(),
        }));
        var peer = new FilingPeer(store);
        await using var served = await FilingPeer.ServeAsync(peer);
        var filing = Filing(platform, numbers);
        Console.WriteLine(await Rate.CompareAsync(filing, new Subject("the bare transactions", peer.FileAsync), Bar));
        Console.WriteLine(await Rate.CompareAsync(filing, ByCalls("the bare transactions by gRPC", served.Urls.Single()), Bar));
    }

    private static Subject Filing(LocalPlatform platform, string[] numbers)
    {
        var address = platform.ServiceAddresses["discipline"].Grpc;
        var affairs = Clients("cnom-discipline", channel => new AffairsService.AffairsServiceClient(channel));
        var clerks = Clients($"cdom-{Council}", channel => new ReferralsService.ReferralsServiceClient(channel));
        var presidents = Clients($"cdom-{Council}-president", channel => new ReferralsService.ReferralsServiceClient(channel));
        var day = DateTime.UtcNow.AddDays(-1);
        var today = new Date { Year = day.Year, Month = day.Month, Day = day.Day };
        var next = 0;
        return new Subject("a case opened, referred and signed", async () =>
        {
            var turn = Interlocked.Increment(ref next) & int.MaxValue;
            var opened = await affairs[turn % affairs.Length].OpenAffairAsync(new OpenAffairRequest
            {
                RequestId = FilingPeer.NewId(), Title = "Affaire d'essai", Facts = "Faits d'essai.", FactsOn = today,
                Respondents = { new Respondent { Rpps = numbers[turn % numbers.Length] } },
            });
            var caseId = opened.Affair.Cases[0].CaseId;
            var prepared = await clerks[turn % clerks.Length].PrepareReferralAsync(new PrepareReferralRequest
            {
                RequestId = FilingPeer.NewId(), CaseId = caseId, Chamber = "ile-de-france", Articles = { 4 }, ReasonedOpinion = "Avis d'essai.",
                DeliberatedOn = today,
            });
            await presidents[turn % presidents.Length].SignReferralAsync(
                new SignReferralRequest { RequestId = FilingPeer.NewId(), CaseId = caseId, Etag = prepared.Referral.Etag });
        });

        TClient[] Clients<TClient>(string identity, Func<Grpc.Net.Client.GrpcChannel, TClient> client) =>
            [.. Enumerable.Range(0, CallBenchmark.Channels).Select(_ => client(BearerChannel.Open(address, platform.Token(DevIdentity.Find(identity)!))))];
    }

    private static Subject ByCalls(string name, string address)
    {
        var clients = Enumerable.Range(0, CallBenchmark.Channels).Select(_ => new HelloService.HelloServiceClient(BearerChannel.Open(address, null))).ToArray();
        var next = 0;
        return new Subject(name, async () =>
        {
            var client = clients[(Interlocked.Increment(ref next) & int.MaxValue) % clients.Length];
            var id = FilingPeer.NewId();
            for (var step = 0; step < 3; step++)
                await client.SayHelloAsync(new SayHelloRequest { Name = $"{step}{id}" });
        });
    }

    private static LocalOptions Options(DirectoryInfo folder, string name, string postgres) => new()
    {
        DataFolder = Path.Combine(folder.FullName, name), Postgres = postgres, DatabasePrefix = $"bench_{name}_",
    };
}
