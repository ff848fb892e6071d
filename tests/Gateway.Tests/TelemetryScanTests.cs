using System.Net;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Gateway;

public sealed class TelemetryScanTests
{
    private const string Mark = "10003002001";

    [Fact]
    public async Task EveryFace_MarkedValues_AreInNoLogSpanOrMetric()
    {
        await using var collector = await Collector.StartAsync();
        var gateway = await GatewayApp.StartAsync([.. collector.Settings.Select(setting => (setting.Key, (string?)setting.Value))]);
        await (await gateway.CallerAsync()).Unary("ordre.registry.v1.PhysiciansService/Echo");
        gateway.Http.DefaultRequestHeaders.Authorization = new("Bearer", await TestIdentities.TokenAsync("cnam"));
        foreach (var path in (string[])
            [$"/fhir/Practitioner/{Mark}", $"/fhir/Practitioner?identifier={Mark}", $"/attestations/{Mark}", $"/communiques/{Mark}", $"/{Mark}",
             $"/ordre.registry.v1.PhysiciansService/{Mark}"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = HttpVersion.Version11 };
            request.Headers.Add("x-note", Mark);
            request.Headers.UserAgent.ParseAdd(Mark);
            request.Headers.Add("tracestate", "essai=" + Mark);
            request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            using var response = await gateway.Http.SendAsync(request);
        }

        await gateway.DisposeAsync();

        Assert.DoesNotContain(Mark, collector.Traces, StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, collector.Metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Logs.All, line => line.Contains(Mark, StringComparison.Ordinal));
        Assert.Contains("/fhir/{**resource}", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", collector.Metrics, StringComparison.Ordinal);
    }
}
