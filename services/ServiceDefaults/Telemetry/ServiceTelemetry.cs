using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OrdreCouncils.ServiceDefaults.Telemetry;

/// <summary>Traces and metrics over OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set. Neither holds a value that a caller sent.</summary>
public static class ServiceTelemetry
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "OrdreCouncils"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", "OrdreCouncils",
    ];

    // Listeners are of the process, which may hold several hosts.
    private static int listening;

    public static void AddTelemetry(this WebApplicationBuilder builder, string name)
    {
        if (string.IsNullOrEmpty(builder.Configuration[EndpointVariable]))
        {
            builder.Services.PostConfigure<LoggerFilterOptions>(LeaveRequestsUntraced);
            return;
        }

        builder.Services.AddSingleton<IStartupFilter, RouteNames>();
        if (Interlocked.Exchange(ref listening, 1) == 0)
            ActivitySource.AddActivityListener(SpanCleaner.WithoutMessages(Sources));
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService($"ordre-{name}"))
            .WithTracing(traces => traces.AddSource(Sources).AddProcessor<SpanCleaner>().AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddView(WithoutPeers).AddOtlpExporter());
    }

    // Whom a service calls is not told: receivers of webhooks are among them.
    private static MetricStreamConfiguration? WithoutPeers(Instrument instrument) => instrument.Name.StartsWith("http.client.", StringComparison.Ordinal)
        ? new MetricStreamConfiguration { TagKeys = ["http.request.method", "http.response.status_code", "url.scheme", "error.type"] }
        : null;

    /// <summary>Without an exporter, activities per request cost a tenth of a cached look-up and nobody reads them. A configuration that logs requests keeps
    /// them.</summary>
    private static void LeaveRequestsUntraced(LoggerFilterOptions options)
    {
        if (!options.Rules.Any(
            rule => rule.LogLevel < LogLevel.Warning && rule.CategoryName?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true))
            options.Rules.Add(new LoggerFilterRule(null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None, null));
    }
}
