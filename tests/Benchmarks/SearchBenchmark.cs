using System.Diagnostics;
using System.Net.Http.Headers;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Local;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Benchmarks;

/// <summary>Searches of the Registry over gRPC and FHIR, in registers of several sizes.</summary>
internal static class SearchBenchmark
{
    private const int Callers = 2;
    private const int Calls = 2_000;

    /// <summary>Kind of a qualification that is a specialty.</summary>
    private const string Specialty = "S";

    /// <summary>Limit for a query on which the national API times out.</summary>
    private const double ContainsBar = 20;
    private const double GrowthBar = 3;

    public static async Task RunAsync(DirectoryInfo folder, IReadOnlyList<int> sizes, PostgresServer? postgres)
    {
        var names = new List<Latency>();
        foreach (var size in sizes)
            names.Add(await RunAsync(folder, size, postgres));
        if (names.Count > 1)
        {
            var growth = names[^1].P99 / names[0].P99;
            Console.WriteLine(
                $"{(growth <= GrowthBar ? "reached" : "MISSED ")}  name search, p99 at {sizes[^1]:N0} ÷ p99 at {sizes[0]:N0}: "
                + $"{growth:0.00} (at most {GrowthBar:0})");
        }
    }

    private static async Task<Latency> RunAsync(DirectoryInfo folder, int size, PostgresServer? postgres)
    {
        var people = await BenchPeople.WriteAsync(folder, size);
        var options = new LocalOptions
        {
            DataFolder = Path.Combine(folder.FullName, $"search-{size}"),
            Postgres = postgres is null ? "" : await postgres.CreateDatabaseAsync(),
            DatabasePrefix = $"bench_search_{size}_",
        };
        TimeSpan loading;
        await using (var filling = await LocalPlatform.StartAsync(options))
            loading = (await RegisterLoad.RunAsync(filling, people.File)).Time;

        // A restart, because the benchmark measures a service that was started on a full register.
        var starting = Stopwatch.StartNew();
        await using var platform = await LocalPlatform.StartAsync(options);
        using var grpc = BearerChannel.Open(platform.ServiceAddresses["registry"].Grpc, platform.Token(DevIdentity.Find("cnam")!));
        var client = new PhysiciansService.PhysiciansServiceClient(grpc);
        await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = "martin" });
        Console.WriteLine(
            $"{(postgres is null ? "SQLite" : "PostgreSQL")}, {people.All.Count:N0} physicians: loaded in {loading.TotalSeconds:0} s, "
            + $"started and first search answered in {starting.Elapsed.TotalSeconds:0.0} s; {Callers} callers");

        using var http = new HttpClient { BaseAddress = new Uri(platform.ServiceAddresses["registry"].Http) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", platform.Token(DevIdentity.Find("cnam")!));
        var random = new Random(1);
        var typed = Enumerable.Range(0, Calls).Select(turn => Typed(people, random, turn)).ToArray();
        var parts = Enumerable.Range(0, Calls).Select(_ => people.Parts(random)).ToArray();
        var name = await Latency.OfAsync("name as typed, 50 a page (gRPC)", Callers, Calls, async turn =>
            await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = typed[turn % Calls] }));
        Console.WriteLine(name);
        var contains = await Latency.OfAsync("two contains criteria, 50 a page (gRPC)", Callers, Calls, turn => ContainsAsync(client, parts[turn % Calls]));
        Console.WriteLine(contains);
        var fhir = await Latency.OfAsync("two contains criteria, 50 a page (FHIR)", Callers, Calls / 4, async turn =>
            (await http.GetAsync($"/fhir/Practitioner?family:contains={parts[turn % Calls].Family}&given:contains={parts[turn % Calls].Given}"))
            .EnsureSuccessStatusCode());
        Console.WriteLine(fhir);
        var sought = await FiveCriteriaAsync(client, people, random);
        var five = await Latency.OfAsync("five criteria, 50 a page (gRPC)", Callers, Calls, async turn =>
            await client.SearchPhysiciansAsync(sought[turn % sought.Count]));
        Console.WriteLine(five);
        // FHIR has no parameter for the council, and the mode only on PractitionerRole.
        var three = await Latency.OfAsync("two contains criteria and specialty (FHIR)", Callers, Calls / 4, async turn =>
            (await http.GetAsync(ByNamesAndSpecialty(sought[turn % sought.Count]))).EnsureSuccessStatusCode());
        Console.WriteLine(three);
        foreach (var one in new[] { contains, fhir, five, three })
            Console.WriteLine($"{(one.P99 <= ContainsBar ? "reached" : "MISSED ")}  p99 of {one.Name}: {one.P99:0.00} ms (at most {ContainsBar:0})");
        var live = GC.GetTotalMemory(forceFullCollection: true);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(
            $"  whole platform in one process with the names of this benchmark: {self.WorkingSet64 / 1048576:N0} MiB resident, "
            + $"{live / 1048576:N0} MiB of live objects");
        return name;
    }

    public static async Task<int> ContainsAsync(PhysiciansService.PhysiciansServiceClient client, (string Family, string Given) parts) =>
        (await client.SearchPhysiciansAsync(
            new SearchPhysiciansRequest { FamilyName = parts.Family, GivenName = parts.Given, WeakestMatch = MatchKind.Contains })).Physicians.Count;

    /// <summary>Each search uses the data of one physician for all its criteria, so that it finds somebody.</summary>
    private static async Task<IReadOnlyList<SearchPhysiciansRequest>> FiveCriteriaAsync(
        PhysiciansService.PhysiciansServiceClient client, BenchPeople people, Random random)
    {
        var searches = new List<SearchPhysiciansRequest>();
        while (searches.Count < Calls)
        {
            var (person, parts) = people.WithParts(random);
            var found = (await client.GetPhysicianAsync(new GetPhysicianRequest { Rpps = person.Rpps })).Physician;
            if (found is { Council.Length: > 0, Activities: [{ Mode.Length: > 0 } activity, ..] }
                && found.Qualifications.FirstOrDefault(held => held.Kind == Specialty) is { } specialty)
            {
                searches.Add(new SearchPhysiciansRequest
                {
                    FamilyName = parts.Family,
                    GivenName = parts.Given,
                    WeakestMatch = MatchKind.Contains,
                    Council = found.Council,
                    Specialty = specialty.Code,
                    Mode = activity.Mode,
                });
            }
        }

        return searches;
    }

    private static string ByNamesAndSpecialty(SearchPhysiciansRequest search) =>
        $"/fhir/Practitioner?family:contains={search.FamilyName}&given:contains={search.GivenName}&qualification-code={search.Specialty}";

    /// <summary>Names as people type them.</summary>
    private static string Typed(BenchPeople people, Random random, int turn)
    {
        var person = people.All[random.Next(people.All.Count)];
        return (turn % 6) switch
        {
            0 => $"{person.Family} {person.Given}",
            1 => $"{person.Given} {person.Family}".ToLowerInvariant(),
            2 => person.Family,
            3 => person.Family[..Math.Min(3, person.Family.Length)],
            4 => $"{person.Given[0]}. {person.Family}",
            _ => $"{person.Family.Replace("e", "ai", StringComparison.OrdinalIgnoreCase)} {person.Given}",
        };
    }
}
