using System.Collections.Concurrent;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Local;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Benchmarks;

/// <summary>The Registry over gRPC compared with slapd over LDAP: same people, same queries, same number of callers.</summary>
internal static class LdapBenchmark
{
    private const int Channels = 4;
    private const int Callers = 2;
    private const int Calls = 1_000;
    private const int Rounds = 3;

    public static async Task RunAsync(DirectoryInfo folder, int size, PostgresServer? postgres)
    {
        var people = await BenchPeople.WriteAsync(folder, size);
        using var slapd = await LdapServer.StartAsync(people);
        var idle = new ConcurrentBag<LdapClient>();
        await using var platform = await LocalPlatform.StartAsync(new LocalOptions
        {
            DataFolder = Path.Combine(folder.FullName, "ldap"),
            Postgres = postgres is null ? "" : await postgres.CreateDatabaseAsync(),
            DatabasePrefix = "bench_ldap_",
        });
        await RegisterLoad.RunAsync(platform, people.File);
        var token = platform.Token(DevIdentity.Find("cnam")!);
        var address = platform.ServiceAddresses["registry"].Grpc;
        var clients = Enumerable.Range(0, Channels).Select(_ => new PhysiciansService.PhysiciansServiceClient(BearerChannel.Open(address, token))).ToArray();
        var random = new Random(1);
        var parts = Enumerable.Range(0, Calls).Select(_ => people.Parts(random)).ToArray();
        Console.WriteLine($"{(postgres is null ? "SQLite" : "PostgreSQL")}, {people.All.Count:N0} physicians, as many entries in slapd");

        foreach (var (family, given) in parts.Take(100))
        {
            var here = await SearchBenchmark.ContainsAsync(clients[0], (family, given));
            var there = await OnLdapAsync(client => client.FindAsync(family, given));
            if (here < there)
                throw new InvalidOperationException($"*{family}* and *{given}*: {here} found here, {there} by slapd.");
        }

        // Both sides are measured warm, as for the look-ups.
        await Latency.WarmAsync(Callers, turn => OnLdapAsync(client => client.FindAsync(parts[turn % Calls].Family, parts[turn % Calls].Given)));
        await Latency.WarmAsync(Callers, turn => SearchBenchmark.ContainsAsync(clients[turn % Channels], parts[turn % Calls]));
        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var ours = await Latency.OfAsync(
                "two contains criteria, gRPC", Callers, Calls, turn => SearchBenchmark.ContainsAsync(clients[turn % Channels], parts[turn % Calls]));
            var theirs = await Latency.OfAsync(
                "two contains criteria, slapd", Callers, Calls,
                turn => OnLdapAsync(client => client.FindAsync(parts[turn % Calls].Family, parts[turn % Calls].Given)));
            Console.WriteLine($"{ours}\n{theirs}");
            ratios.Add(ours.Mean / theirs.Mean);
        }

        Console.WriteLine(
            $"{(Rate.Median(ratios) <= 0.5 ? "reached" : "MISSED ")}  time of two contains criteria ÷ slapd's: {Rate.Median(ratios):0.00} (at most 0.50)");
        foreach (var (name, among) in new[] { ("200 physicians in turn", 200), ("all of them at random", people.All.Count) })
        {
            var (turn, numbers) = (0, Enumerable.Range(0, 100_000).Select(n => people.All[among == 200 ? n % 200 : random.Next(among)].Rpps).ToArray());
            string Next() => numbers[(Interlocked.Increment(ref turn) & int.MaxValue) % numbers.Length];
            Console.WriteLine(await Rate.CompareAsync(
                new Subject(
                    $"look-up over gRPC, {name}", async () => await clients[turn % Channels].GetPhysicianAsync(new GetPhysicianRequest { Rpps = Next() })),
                new Subject("slapd by uid", async () => await OnLdapAsync(client => client.FindAsync(Next()))), 1.0));
        }

        async Task<int> OnLdapAsync(Func<LdapClient, Task<int>> ask)
        {
            // One connection per caller, because a connection waits for each answer.
            if (!idle.TryTake(out var client))
                await (client = new LdapClient()).ConnectAsync(slapd.Port);
            var found = await ask(client);
            idle.Add(client);
            return found;
        }
    }
}
