using System.Collections.Concurrent;
using System.Text.Json;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using Spectre.Console;

namespace OrdreCouncils.Local.Demo;

/// <summary>
/// What a chapter of the demo works with: clients that go through the gateway with tokens of development identities, the movable clock, and a voice.
/// Whatever does not hold is said, counted, and makes the demo fail.
/// </summary>
public sealed class Story(LocalPlatform platform, IAnsiConsole console) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(platform.HttpAddress) };
    private readonly ConcurrentDictionary<string, GrpcChannel> channels = new();

    public LocalPlatform Platform => platform;
    public IAnsiConsole Console => console;

    /// <summary>The gateway's HTTP face.</summary>
    public HttpClient Http => http;

    public int Held { get; private set; }
    public int Broken { get; private set; }

    /// <summary>Physicians met in the first chapter, by council.</summary>
    public Dictionary<string, List<string>> PhysiciansOf { get; } = [];

    /// <summary>An attestation of the physician whom the chamber is going to sanction.</summary>
    public Attestation? Attestation { get; set; }

    /// <summary>Today in Paris by the platform's clock.</summary>
    public DateOnly Today => LegalDay.Today(platform.Clock);

    /// <summary>A generated client with the token that <c>POST /dev/token</c> gives to an identity.</summary>
    public async Task<T> AsAsync<T>(string identity)
        where T : ClientBase
    {
        if (!channels.TryGetValue(identity, out var channel))
            channel = channels.GetOrAdd(identity, BearerChannel.Open(platform.GrpcAddress, await TokenAsync(identity)));
        return (T)Activator.CreateInstance(typeof(T), channel)!;
    }

    public void Chapter(int number, string title) => console.Write(new Rule($"[bold]{number}. {Markup.Escape(title)}[/]").LeftJustified());

    public void Say(string text) => console.MarkupLineInterpolated($"  {text}");

    /// <summary>Says what must hold, and whether it does.</summary>
    public void Check(bool holds, string what)
    {
        if (holds)
            Held++;
        else
            Broken++;
        console.MarkupLine(holds ? $"  [green]✓[/] {Markup.Escape(what)}" : $"  [red]✗ {Markup.Escape(what)}[/]");
    }

    /// <summary>A call that must be refused with this status and reason.</summary>
    public async Task RefusedAsync<T>(AsyncUnaryCall<T> call, StatusCode status, string reason, string what)
    {
        try
        {
            await call;
            Check(false, $"{what}: it was allowed");
        }
        catch (RpcException refusal)
        {
            var given = ReasonOf(refusal);
            Check(refusal.StatusCode == status && given == reason, $"{what}: {refusal.StatusCode} ({given})");
        }
    }

    /// <summary>Asks again until an answer shows what is on its way, for at most 20 s.</summary>
    public static async Task<T> EventuallyAsync<T>(Func<Task<T>> ask, Func<T, bool> shows)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var answer = await ask();
            if (shows(answer) || patience.IsCancellationRequested)
                return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    public static string NewRequestId() => Guid.NewGuid().ToString();

    public void Dispose()
    {
        foreach (var channel in channels.Values)
            channel.Dispose();
        http.Dispose();
    }

    private async Task<string> TokenAsync(string identity)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = identity,
            ["client_secret"] = DevTokens.Secret,
        });
        using var answer = await http.PostAsync(new Uri("/dev/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    private static string ReasonOf(RpcException exception) => exception.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? "";
}
