using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Protos.Registry.V1;
using System.Text.Json;

namespace OrdreCouncils.Tests.Registry.Webhooks;

/// <summary>A partner's HTTP server whose answers the test sets.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    /// <summary>A secret for tests only.</summary>
    public const string Secret = "whsec_MDEyMzQ1Njc4OUFCQ0RFRkdISUpLTE1OT1BRUlNUVVY=";

    private readonly ConcurrentQueue<Call> calls = new();
    private readonly ConcurrentQueue<Call> challenges = new();
    private readonly WebApplication app;

    private WebhookReceiver(WebApplication app) => this.app = app;

    /// <summary>Status code for each call.</summary>
    public Func<Call, Task<int>> Answer { get; set; } = _ => Task.FromResult(204);

    /// <summary>Answer to a challenge.</summary>
    public Func<string, string> Echo { get; set; } = challenge => challenge;

    public IReadOnlyList<Call> Challenges => [.. challenges];

    /// <summary>Value of the header Retry-After on each answer; none when empty.</summary>
    public string RetryAfter { get; set; } = "";

    public string Url => app.Urls.Single() + "/changes?of=watched";

    public IReadOnlyList<Call> Calls => [.. calls];

    public IReadOnlyList<Call> Accepted => [.. calls.Where(call => call.Status is >= 200 and < 300)];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver.app.MapPost("/changes", receiver.ReceiveAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var call = new Call(
            http.Request.Headers["webhook-id"].ToString(), http.Request.Headers["webhook-timestamp"].ToString(),
            http.Request.Headers["webhook-signature"].ToString(), body.ToArray());
        using var document = JsonDocument.Parse(call.Body);
        if (document.RootElement.GetProperty("type").GetString() == "webhook.challenge")
        {
            challenges.Enqueue(call);
            await http.Response.WriteAsync(Echo(document.RootElement.GetProperty("data").GetProperty("challenge").GetString()!));
            return;
        }

        calls.Enqueue(call);
        if (RetryAfter.Length > 0)
            http.Response.Headers.RetryAfter = RetryAfter;
        http.Response.StatusCode = call.Status = await Answer(call);
    }

    internal sealed record Call(string Id, string Timestamp, string Signature, byte[] Body)
    {
        public int Status { get; set; }

        public string Type => JsonDocument.Parse(Body).RootElement.GetProperty("type").GetString()!;

        public PhysicianChange Change => JsonParser.Default.Parse<PhysicianChange>(JsonDocument.Parse(Body).RootElement.GetProperty("data").GetRawText());
    }
}
