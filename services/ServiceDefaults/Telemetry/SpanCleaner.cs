using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace OrdreCouncils.ServiceDefaults.Telemetry;

/// <summary>Leaves in a span what our code and the libraries fix, such as route templates, and removes values of callers: paths and queries hold numbers of
/// physicians, codes of attestations and the secret paths of webhooks. A list of what stays, so that an attribute of a new library is removed too.</summary>
internal sealed class SpanCleaner : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> Kept = FrozenSet.Create(
        StringComparer.Ordinal,
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.name", "network.protocol.version",
        "server.port", "error.type", "exception.type", "otel.status_code",
        "rpc.system", "rpc.service", "rpc.method", "rpc.grpc.status_code", "grpc.method", "grpc.status_code",
        "db.system", "db.system.name", "db.namespace", "db.name", "db.operation.name", "db.query.text", "db.statement", "db.response.status_code");

    public override void OnEnd(Activity data)
    {
        List<string>? removed = null;
        foreach (var (name, _) in data.EnumerateTagObjects())
        {
            if (!Kept.Contains(name))
                (removed ??= []).Add(name);
        }

        foreach (var name in removed ?? [])
            data.SetTag(name, null);
        if (data.GetTagItem("http.request.method") is string method)
            data.DisplayName = data.GetTagItem("http.route") is string route ? $"{method} {route}" : method;
        data.TraceStateString = null;
        // The description of a failure is an exception's message.
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);

        // Events cannot be changed: a span with values in them is not exported.
        foreach (ref readonly var held in data.EnumerateEvents())
        {
            foreach (ref readonly var tag in held.EnumerateTagObjects())
            {
                if (!Kept.Contains(tag.Key) && tag.Value is not (null or ""))
                    data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            }
        }
    }

    /// <summary>Keeps messages of exceptions, which may quote values, out of the events that libraries record.</summary>
    public static ActivityListener WithoutMessages(IReadOnlyCollection<string> sources) => new()
    {
        ShouldListenTo = source => sources.Contains(source.Name),
        ExceptionRecorder = static (Activity _, Exception _, ref TagList tags) =>
        {
            tags.Add("exception.message", "");
            tags.Add("exception.stacktrace", "");
        },
    };
}
