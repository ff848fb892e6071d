using System.Collections.Concurrent;
using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Continuity;

/// <summary>Look-ups stay correct and bounded in time while Redis freezes, dies and comes back.</summary>
public sealed class RedisLoadTests : IDisposable
{
    private const int Physicians = 60;
    private const int Callers = 6;
    private const int LookUps = 600;

    // A process waits for Redis for 200 ms at most, then does not use it for one second. A look-up may meet both, and the store. A longer call hangs.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(15);

    private readonly ContinuityBench bench = new();
    private readonly ConcurrentDictionary<string, bool> suspended = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task LookUps_RedisFrozenKilledAndBack_AreRightAndInTime()
    {
        using var server = await RedisServer.StartAsync();
        using var store = await TestStore.CreateAsync(SqlEngine.PostgreSql);
        // With a local life of zero, a single look-up compares its local copy with the store; a batch of one reads Redis first.
        await using var app = await bench.StartAsync(store, server.Port, ("Cache:LocalLife", "00:00:00"));
        await ContinuityBench.LinkedAsync(app);
        await app.ImportAsync(NumberedFile.Of(Physicians));
        var (physicians, lists) = (await app.PhysiciansAsync(), await app.VerificationAsync());
        var next = 0;

        await LoadAsync("up");
        using (server.Freeze())
            await LoadAsync("frozen");
        await LoadAsync("going on");
        server.Kill();
        await LoadAsync("killed");
        using var again = await RedisServer.StartAsync(server.Port);
        await LoadAsync("restarted");
        await ContinuityBench.LinkedAsync(app);
        await LoadAsync("linked again");

        // Concurrent look-ups, and a suspension after every 100.
        async Task LoadAsync(string stage)
        {
            var asked = 0;
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref asked) is var number && number <= LookUps)
                {
                    if (number % 100 == 50)
                        await SuspendAsync(app, NumberedFile.Rpps(Interlocked.Increment(ref next) - 1));
                    var rpps = NumberedFile.Rpps(number % Physicians);
                    var known = suspended.ContainsKey(rpps);
                    var watch = Stopwatch.StartNew();
                    var (registration, staleSince) = await AskAsync(rpps, number / Physicians % 2 == 0);
                    Assert.True(watch.Elapsed < Hang, $"{stage}: {watch.Elapsed}");
                    Assert.True(registration.Registered && staleSince is null, stage);
                    Assert.False(known && Faces.IsFree(registration), $"{stage}: {rpps} is suspended");
                }
            })));
        }

        async Task<(Registration Registration, Timestamp? StaleSince)> AskAsync(string rpps, bool alone)
        {
            if (alone)
            {
                var answer = await physicians.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps });
                return (answer.Registration, answer.StaleSince);
            }

            var answers = (await lists.BatchVerifyRegistrationsAsync(new BatchVerifyRegistrationsRequest { Items = { new VerificationItem { Rpps = rpps } } })).Answers;
            return (answers[0].Registration, answers[0].StaleSince);
        }
    }

    private async Task SuspendAsync(RegistryApp app, string rpps)
    {
        await ContinuityBench.SuspendAsync(app, rpps);
        suspended[rpps] = true;
    }
}
