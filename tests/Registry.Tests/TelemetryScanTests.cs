using System.Net.Http.Headers;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Webhooks;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry;

/// <summary>No log line, span or metric holds a value that a caller sent or that the register shows.</summary>
public sealed class TelemetryScanTests : IDisposable
{
    private const string Name = "ESSAI-MARQUE";
    private readonly SigningKeyFile key = new();

    public void Dispose() => key.Dispose();

    [Theory, Engines]
    public async Task EveryFace_MarkedValues_AreInNoLogSpanOrMetric(SqlEngine engine)
    {
        await using var collector = await Collector.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await RegistryApp.StartAsync(
            engine, [.. collector.Settings, WebhookDeliveryTests.Loopback, ("Attestations:KeyFiles:0", key.Path), ("Attestations:Address", "https://www.exemple.fr")]);
        await app.ImportAsync(new RegisterFile().Line(family: Name));

        var attestation = (await (await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("cdom-75")).IssueAttestationAsync(
            new IssueAttestationRequest { RequestId = RegistryApp.NewId(), Rpps = RegisterFile.Anne })).Attestation;
        await (await app.WebhooksAsync()).SetWebhookAsync(
            new SetWebhookRequest { RequestId = RegistryApp.NewId(), Url = receiver.Url, Secret = WebhookReceiver.Secret });
        await (await app.WatchListsAsync()).AddWatchedPhysiciansAsync(
            new AddWatchedPhysiciansRequest { RequestId = RegistryApp.NewId(), Rpps = { RegisterFile.Anne } });
        await (await app.PhysiciansAsync()).GetPhysicianAsync(new GetPhysicianRequest { Rpps = RegisterFile.Anne });
        await app.SanctionAsync(RegisterFile.Anne, RestrictingSanction.Radiation, RegistryApp.Today);
        await Until.TrueAsync(() => receiver.Accepted.Count > 0, "the delivery");
        foreach (var path in (string[])
            [$"/fhir/Practitioner?family={Name}", $"/fhir/Practitioner?identifier={RegisterFile.Anne}", $"/fhir/Practitioner/{RegisterFile.Anne}",
             $"/fhir/{Name}/{RegisterFile.Anne}", attestation.Page, $"/attestations/{Name}", $"/{Name}/{RegisterFile.Anne}"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TestIdentities.TokenAsync("cnam"));
            request.Headers.UserAgent.ParseAdd(Name);
            request.Headers.Host = Name + ".example";
            request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            request.Headers.Add("tracestate", "essai=" + Name);
            using var response = await app.App.Http.SendAsync(request);
        }

        await app.DisposeAsync();

        string[] marks = [Name, RegisterFile.Anne, attestation.Code, attestation.Page, new Uri(receiver.Url).PathAndQuery, "of=watched"];
        foreach (var mark in marks)
        {
            Assert.DoesNotContain(mark, collector.Traces, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(mark, collector.Metrics, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(app.App.Logs.All, line => line.Contains(mark, StringComparison.OrdinalIgnoreCase));
        }

        // The scan looked at spans of each kind.
        foreach (var seen in (string[])["/fhir/{**path}", "/attestations/{", "PhysiciansService/GetPhysician", "ordre-registry"])
            Assert.Contains(seen, collector.Traces, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", collector.Metrics, StringComparison.Ordinal);
    }
}
