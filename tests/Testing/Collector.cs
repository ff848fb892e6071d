using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrdreCouncils.Tests.Testing;

/// <summary>An OTLP collector that keeps the bytes sent to it. Texts are readable in them, as protobuf writes text as UTF-8.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> received = new();
    private readonly WebApplication app;

    private Collector(WebApplication app) => this.app = app;

    public string Traces => received.GetValueOrDefault("/v1/traces", "");

    public string Metrics => received.GetValueOrDefault("/v1/metrics", "");

    /// <summary>Settings of a host that exports here. Buffered telemetry arrives when the host stops.</summary>
    public (string Key, string Value)[] Settings =>
        [("OTEL_EXPORTER_OTLP_ENDPOINT", app.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var collector = new Collector(builder.Build());
        collector.app.MapPost("/{**path}", collector.KeepAsync);
        await collector.app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task KeepAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var text = Encoding.UTF8.GetString(body.ToArray());
        received.AddOrUpdate(http.Request.Path, text, (_, before) => before + text);
    }
}
