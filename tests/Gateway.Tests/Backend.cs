using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>A fake service: HTTP/2 without TLS answers any gRPC path, with a behaviour chosen by the method's name; HTTP/1.1 answers any page.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication app;

    private Backend(string name)
    {
        Name = name;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http1);
        });
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public string Name { get; }
    public string Grpc => app.Urls.First();
    public string Http => app.Urls.Last();

    /// <summary>Paths of the requests received, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The header of the last request.</summary>
    public string Cookie { get; private set; } = "";

    /// <summary>Completes when the service sees the cancellation of a call to <c>Hang</c>.</summary>
    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a call to <c>Hang</c> or <c>Quiet</c> has arrived.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets <c>Quiet</c> send its message, and <c>Break</c> abort its response.</summary>
    public TaskCompletionSource Speak { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<Backend> StartAsync(string name)
    {
        var backend = new Backend(name);
        await backend.app.StartAsync();
        return backend;
    }

    public async ValueTask DisposeAsync()
    {
        Speak.TrySetResult();
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Asked.Enqueue(http.Request.Path);
        Cookie = http.Request.Headers.Cookie.ToString();
        if (http.Request.Protocol != "HTTP/2")
        {
            http.Response.Headers.Server = "backend/1.0";
            http.Response.ContentType = "application/json";
            await http.Request.Body.CopyToAsync(Stream.Null);
            await http.Response.WriteAsync(Describe(http));
            return;
        }

        http.Response.ContentType = "application/grpc";
        switch (http.Request.Path.Value!.Split('/')[^1])
        {
            case "Check":
                await http.Response.WriteFrameAsync(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving }.ToByteArray());
                break;
            case "Echo":
                while (await http.Request.ReadFrameAsync() is { } message)
                    await http.Response.WriteFrameAsync(message);
                break;
            case "Count":
                for (var left = (await http.Request.ReadFrameAsync())![0]; left > 0; left--)
                    await http.Response.WriteFrameAsync([left]);
                break;
            case "ImportRegister":
                long total = 0;
                while (await http.Request.ReadFrameAsync() is { } part)
                    total += part.Length;
                await http.Response.WriteFrameAsync(BitConverter.GetBytes(total));
                break;
            case "Refuse":
                Status(http.Response.Headers, 9, "not now");
                return;
            case "RefuseLate":
                await http.Response.WriteFrameAsync([1]);
                Status(http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResponseTrailersFeature>()!.Trailers, 10, "too late");
                return;
            case "Hang":
                Reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Cancelled.TrySetResult();
                return;
            case "WatchChanges":
                await http.Response.WriteFrameAsync([1]);
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            case "Quiet":
                Reached.TrySetResult();
                await Speak.Task;
                await http.Response.WriteFrameAsync([7]);
                break;
            case "Break":
                await http.Response.WriteFrameAsync([1]);
                await Speak.Task;
                http.Abort();
                return;
            default:
                await http.Response.WriteFrameAsync(Encoding.UTF8.GetBytes(Describe(http)));
                break;
        }

        http.Response.AppendTrailer("grpc-status", "0");
    }

    private string Describe(HttpContext http)
    {
        var headers = http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        headers["backend"] = Name;
        return JsonSerializer.Serialize(headers);
    }

    private static void Status(IHeaderDictionary fields, int status, string message)
    {
        fields["grpc-status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        fields["grpc-message"] = message;
        fields["grpc-status-details-bin"] = Convert.ToBase64String([8, 9, 18, 3, 97, 98, 99]);
        fields["note"] = "kept";
    }
}
