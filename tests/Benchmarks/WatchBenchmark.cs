using System.Diagnostics;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Local;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Benchmarks;

/// <summary>Time from the call that records a sanction to the message that a partner with 10,000 watched physicians receives.</summary>
internal static class WatchBenchmark
{
    private const int Watched = 10_000;
    private const int Changes = 300;

    public static async Task<string> RunAsync(LocalPlatform platform)
    {
        var partner = platform.Token(DevIdentity.Find("cnam")!);
        using var gateway = BearerChannel.Open(platform.GrpcAddress, partner);
        using var registry = BearerChannel.Open(platform.ServiceAddresses["registry"].Grpc, platform.Token(DevIdentity.Find("svc-discipline")!));
        var numbers = await NumbersAsync(new RegisterChangesService.RegisterChangesServiceClient(gateway));
        var lists = new WatchListsService.WatchListsServiceClient(gateway);
        var adding = Stopwatch.StartNew();
        await lists.AddWatchedPhysiciansAsync(new AddWatchedPhysiciansRequest { RequestId = Guid.CreateVersion7().ToString(), Rpps = { numbers } });
        adding.Stop();

        using var stream = lists.WatchPhysicians(new WatchPhysiciansRequest());
        await stream.ResponseStream.MoveNext(default);
        var sanctions = new SanctionsService.SanctionsServiceClient(registry);
        var times = new List<double>();
        for (var i = 0; i < Changes; i++)
        {
            var rpps = numbers[i * 31 % numbers.Count];
            var watch = Stopwatch.StartNew();
            var recording = sanctions.RecordSanctionAsync(new RecordSanctionRequest
            {
                RequestId = Guid.CreateVersion7().ToString(),
                DecisionId = Guid.CreateVersion7().ToString(),
                Rpps = rpps,
                Sanction = RestrictingSanction.Radiation,
                EffectiveOn = new Date { Year = 2020, Month = 1, Day = 1 },
            });
            do
                await stream.ResponseStream.MoveNext(default);
            while (stream.ResponseStream.Current.Change?.Rpps != rpps);
            times.Add(watch.Elapsed.TotalMilliseconds);
            await recording;
        }

        times.Sort();
        return $"watch list of {numbers.Count:N0} (added in {adding.Elapsed.TotalSeconds:0.0} s): {Changes} sanctions, each told through the gateway after "
            + $"{times[Changes / 2]:0.0} ms (median), {times[Changes * 99 / 100]:0.0} ms (p99), {times[^1]:0.0} ms (longest)";
    }

    private static async Task<List<string>> NumbersAsync(RegisterChangesService.RegisterChangesServiceClient changes)
    {
        var (numbers, token) = (new List<string>(), "");
        do
        {
            var page = await changes.ListChangesAsync(new ListChangesRequest { PageSize = 1000, PageToken = token });
            numbers.AddRange(page.Changes.Select(change => change.Rpps));
            token = page.NextPageToken;
        }
        while (numbers.Count < Watched && token.Length > 0);
        return numbers[..Math.Min(Watched, numbers.Count)];
    }
}
