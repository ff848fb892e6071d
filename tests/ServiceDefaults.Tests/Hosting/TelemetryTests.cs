using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Telemetry;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Hosting;

public class TelemetryTests
{
    [Fact]
    public async Task Calls_CollectorNamed_ArriveThereWithTheServicesName()
    {
        await using var collector = await Collector.StartAsync();
        var app = await NotesHost.StartAsync(
            SqlEngine.Sqlite, settings: collector.Settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        await (await app.NotesAsync()).DescribeDisciplineAsync(new DescribeDisciplineRequest());

        // Buffered telemetry is exported when the host stops.
        await app.DisposeAsync();

        Assert.Contains("ordre-notes", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("ordre.testbed.v1.NotesService/DescribeDiscipline", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("ordre-notes", collector.Metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", collector.Traces, StringComparison.Ordinal);
    }

    [Fact]
    public void SpanCleaner_SpanWithValues_KeepsTemplatesOnly()
    {
        using var source = new ActivitySource("OrdreCouncils.Tests.Cleaning");
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => heard == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var span = source.StartActivity("/secret", ActivityKind.Server)!;
        foreach (var name in (string[])["url.path", "url.full", "url.query", "http.target", "server.address", "user_agent.original", "an.attribute.of.tomorrow"])
            span.SetTag(name, "secret");
        span.SetTag("http.request.method", "GET").SetTag("http.route", "/fhir/{**path}").SetStatus(ActivityStatusCode.Error, "secret");
        span.TraceStateString = "secret=1";

        new SpanCleaner().OnEnd(span);

        Assert.Equal(["http.request.method", "http.route"], span.TagObjects.Select(tag => tag.Key).Order());
        Assert.Equal(("GET /fhir/{**path}", ActivityStatusCode.Error, null, null), (span.DisplayName, span.Status, span.StatusDescription, span.TraceStateString));
        Assert.True(span.Recorded);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SpanCleaner_ExceptionInASpan_ItsMessageIsNotExported(bool recordedByTheLibrary)
    {
        const string Name = "OrdreCouncils.Tests.Failing";
        using var source = new ActivitySource(Name);
        using var sampler = new ActivityListener
        {
            ShouldListenTo = heard => heard == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(sampler);
        using var silencer = SpanCleaner.WithoutMessages([Name]);
        ActivitySource.AddActivityListener(silencer);
        using var span = source.StartActivity("call")!;
        if (recordedByTheLibrary)
            span.AddException(new InvalidOperationException("secret"));
        else
            span.AddEvent(new ActivityEvent("exception", tags: new ActivityTagsCollection { { "exception.message", "secret" } }));

        new SpanCleaner().OnEnd(span);

        // A span that is not recorded is not exported.
        Assert.Equal(recordedByTheLibrary, span.Recorded);
        Assert.Equal(recordedByTheLibrary, span.Events.Single().Tags.All(tag => tag.Value is "" or "System.InvalidOperationException"));
    }

    [Fact]
    public async Task Start_NoCollectorNamed_BuildsNothing()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);

        Assert.Null(app.Host.Services.GetService<TracerProvider>());
        Assert.Null(app.Host.Services.GetService<MeterProvider>());
    }
}
