using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;

namespace OrdreCouncils.Tests.ServiceDefaults.Hosting;

public class TelemetryTests
{
    [Fact]
    public async Task Calls_CollectorNamed_ArriveThereWithTheServicesName()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await CollectorAsync(received);
        var app = await NotesHost.StartAsync(SqlEngine.Sqlite, settings: new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });
        await (await app.NotesAsync()).DescribeDisciplineAsync(new DescribeDisciplineRequest());

        // Buffered telemetry is exported when the host stops.
        await app.DisposeAsync();

        Assert.Contains("ordre-notes", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("ordre.testbed.v1.NotesService/DescribeDiscipline", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("ordre-notes", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", received["/v1/traces"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoCollectorNamed_BuildsNothing()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);

        Assert.Null(app.Host.Services.GetService<TracerProvider>());
        Assert.Null(app.Host.Services.GetService<MeterProvider>());
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var collector = builder.Build();
        collector.MapPost("/{**path}", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(http.Request.Path, Encoding.UTF8.GetString(body.ToArray()), (_, before) => before + Encoding.UTF8.GetString(body.ToArray()));
        });
        await collector.StartAsync();
        return collector;
    }
}
