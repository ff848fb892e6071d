using System.Data.Common;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Local;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Benchmarks;

/// <summary>Reads of the Registry compared with plain peers: a verification, an uncached look-up, a FHIR look-up, and pages of a FHIR walk.</summary>
internal static class ReadBenchmark
{
    private const int PageSize = 200;

    /// <summary>Allowed ratio of a page at the end to a page at the beginning, which covers the noise of a shared machine.</summary>
    private const double WalkBar = 1.5;

    /// <summary>Reads that the cache answers, and FHIR pages.</summary>
    public static async Task RunAsync(DirectoryInfo folder, int size, PostgresServer? postgres)
    {
        var (people, options) = await LoadAsync(folder, size, postgres);
        await using var platform = await LocalPlatform.StartAsync(options);
        await WarmAsync(platform, people);
    }

    /// <summary>Uncached look-ups: the platform starts on a full register, and no physician is repeated while others remain.</summary>
    public static async Task RunColdAsync(DirectoryInfo folder, int size, PostgresServer? postgres)
    {
        var (people, options) = await LoadAsync(folder, size, postgres);
        await using var cold = await LocalPlatform.StartAsync(options);
        var numbers = Shuffled(people);
        var (asked, next) = LookUp("GetPhysician that no cache answers", cold.ServiceAddresses["registry"].Grpc, Token(cold), numbers);
        if (postgres is null)
        {
            await CompareAsync("bare gRPC and Dapper's point read", async cancellation =>
            {
                var connection = new SqliteConnection($"Data Source={Path.Combine(options.DataFolder, "registry.db")}");
                await connection.OpenAsync(cancellation);
                return connection;
            });
            return;
        }

        await VacuumAsync(options);
        // First with the provider's defaults, then with automatic preparation, which the services use.
        var store = new NpgsqlConnectionStringBuilder(options.Postgres) { Database = options.DatabasePrefix + "registry" };
        await using (var plain = NpgsqlDataSource.Create(store))
            await CompareAsync("bare gRPC and Npgsql's point read", async cancellation => await plain.OpenConnectionAsync(cancellation));
        store.MaxAutoPrepare = 200;
        await using var preparing = NpgsqlDataSource.Create(store);
        await CompareAsync("the same, prepared", async cancellation => await preparing.OpenConnectionAsync(cancellation));

        async Task CompareAsync(string name, Func<CancellationToken, Task<DbConnection>> open)
        {
            await using var bare = await PointReadServer.StartAsync(open);
            Console.WriteLine(await Rate.CompareAsync(asked, LookUp(name, bare.Urls.Single(), null, numbers).Subject, 0.85));
            if (next() > numbers.Length)
                Console.WriteLine(
                    $"  {next() - numbers.Length:N0} of these {next():N0} look-ups had been made before and were answered from the cache: "
                    + "measure with more physicians");
        }
    }

    private static async Task<(BenchPeople People, LocalOptions Options)> LoadAsync(DirectoryInfo folder, int size, PostgresServer? postgres)
    {
        var people = await BenchPeople.WriteAsync(folder, size);
        var options = new LocalOptions
        {
            DataFolder = Path.Combine(folder.FullName, "reads"),
            Postgres = postgres is null ? "" : await postgres.CreateDatabaseAsync(),
            DatabasePrefix = "bench_reads_",
        };
        Console.WriteLine($"{(postgres is null ? "SQLite" : "PostgreSQL")}, {people.All.Count:N0} physicians");
        await using var platform = await LocalPlatform.StartAsync(options);
        await RegisterLoad.RunAsync(platform, people.File);
        return (people, options);
    }

    /// <summary>As a register in service is. Otherwise PostgreSQL begins to vacuum the loaded tables by itself in the midst of the measurement.</summary>
    private static async Task VacuumAsync(LocalOptions options)
    {
        var store = new NpgsqlConnectionStringBuilder(options.Postgres) { Database = options.DatabasePrefix + "registry", CommandTimeout = 0 };
        await using var source = NpgsqlDataSource.Create(store);
        await using var command = source.CreateCommand("vacuum (analyze)");
        await command.ExecuteNonQueryAsync();
    }

    private static async Task WarmAsync(LocalPlatform platform, BenchPeople people)
    {
        await using (var hello = await HelloServer.StartAsync())
        {
            var clients = Clients(
                platform.ServiceAddresses["registry"].Grpc, Token(platform), channel => new PhysiciansService.PhysiciansServiceClient(channel));
            var turn = 0;
            var verify = new Subject("VerifyRegistration, warm", async () =>
            {
                var next = Interlocked.Increment(ref turn) & int.MaxValue;
                await clients[next % clients.Length].VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = people.All[next % 200].Rpps });
            });
            Console.WriteLine(await Rate.CompareAsync(verify, CallBenchmark.Hello("bare gRPC hello", hello.Urls.Single()), 0.75));
        }

        using var http = new HttpClient { BaseAddress = new Uri(platform.ServiceAddresses["registry"].Http) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(platform));
        var document = await http.GetStringAsync(ByIdentifier(people.All[0].Rpps));
        await using (var json = await JsonServer.StartAsync(document))
        {
            var address = json.Urls.Single() + "/document";
            var numbers = Shuffled(people);
            var turn = 0;
            Console.WriteLine(await Rate.CompareAsync(
                new Subject(
                    "FHIR Practitioner?identifier=",
                    async () => await http.GetByteArrayAsync(ByIdentifier(numbers[(Interlocked.Increment(ref turn) & int.MaxValue) % numbers.Length]))),
                new Subject($"minimal API, {document.Length:N0} characters of JSON", async () => await http.GetByteArrayAsync(address)), 0.5));
        }

        await WalkAsync(http, people.All.Count);
    }

    private static async Task WalkAsync(HttpClient http, int expected)
    {
        var times = new List<double>();
        var found = 0;
        for (var next = $"/fhir/Practitioner?_count={PageSize}"; next is not null;)
        {
            var watch = Stopwatch.GetTimestamp();
            using var page = JsonDocument.Parse(await http.GetByteArrayAsync(next));
            times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
            found += page.RootElement.GetProperty("entry").GetArrayLength();
            next = page.RootElement.GetProperty("link").EnumerateArray().Where(link => link.GetProperty("relation").GetString() == "next")
                .Select(link => new Uri(new Uri("http://any/fhir/"), link.GetProperty("url").GetString()).PathAndQuery).FirstOrDefault();
        }

        if (found != expected)
            throw new InvalidOperationException($"{found} resources in the walk, {expected} physicians.");
        var tenth = Math.Max(1, times.Count / 10);
        var (early, late) = (Rate.Median(times.Take(tenth)), Rate.Median(times.TakeLast(tenth)));
        Console.WriteLine(
            $"{(late / early <= WalkBar ? "reached" : "MISSED ")}  FHIR walk of {found:N0}, {times.Count:N0} pages of {PageSize}: "
            + "median page of the last tenth ÷ of the first tenth "
            + $"{late / early:0.00} (at most {WalkBar:0.0})   [{early:0.0} and {late:0.0} ms, {times.Sum() / 1000:0.0} s in all]");
    }

    private static (Subject Subject, Func<int> Asked) LookUp(string name, string address, string? token, string[] numbers)
    {
        var clients = Clients(address, token, channel => new PhysiciansService.PhysiciansServiceClient(channel));
        var turn = 0;
        return (
            new Subject(name, async () =>
            {
                var next = Interlocked.Increment(ref turn) & int.MaxValue;
                await clients[next % clients.Length].GetPhysicianAsync(new GetPhysicianRequest { Rpps = numbers[next % numbers.Length] });
            }),
            () => turn);
    }

    private static TClient[] Clients<TClient>(string address, string? token, Func<Grpc.Net.Client.GrpcChannel, TClient> client) =>
        [.. Enumerable.Range(0, CallBenchmark.Channels).Select(_ => client(BearerChannel.Open(address, token)))];

    private static string[] Shuffled(BenchPeople people)
    {
        var numbers = people.All.Select(person => person.Rpps).ToArray();
        new Random(1).Shuffle(numbers);
        return numbers;
    }

    private static string ByIdentifier(string rpps) => $"/fhir/Practitioner?identifier={rpps}";

    private static string Token(LocalPlatform platform) => platform.Token(DevIdentity.Find("cnam")!);
}
