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

/// <summary>Tools of the demo's chapters: clients that call the gateway as a development identity, the movable clock, and the console. A failed check is
/// printed and counted, and the demo then fails.</summary>
public sealed class Story(LocalPlatform platform, IAnsiConsole console) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(platform.HttpAddress) };
    private readonly ConcurrentDictionary<string, GrpcChannel> channels = new();

    public LocalPlatform Platform => platform;
    public IAnsiConsole Console => console;

    public HttpClient Http => http;

    public int Passed { get; private set; }
    public int Failed { get; private set; }

    /// <summary>RPPS numbers that the first chapter found, by council.</summary>
    public Dictionary<string, List<string>> PhysiciansOf { get; } = [];

    /// <summary>Attestation of the physician that the chamber sanctions in a later chapter.</summary>
    public Attestation? Attestation { get; set; }

    /// <summary>Today in Paris, by the movable clock.</summary>
    public DateOnly Today => LegalDay.Today(platform.Clock);

    /// <summary>A generated client with a token from <c>POST /dev/token</c>.</summary>
    public async Task<T> AsAsync<T>(string identity)
        where T : ClientBase
    {
        if (!channels.TryGetValue(identity, out var channel))
            channel = channels.GetOrAdd(identity, BearerChannel.Open(platform.GrpcAddress, await TokenAsync(identity)));
        return (T)Activator.CreateInstance(typeof(T), channel)!;
    }

    /// <summary>The public search page for the name of an attested physician.</summary>
    public Task<string> SearchAsPublicAsync(Attestation attested) =>
        http.GetStringAsync(new Uri($"/medecins?nom={Uri.EscapeDataString($"{attested.GivenName} {attested.FamilyName}")}", UriKind.Relative));

    public void Chapter(int number, string title) => console.Write(new Rule($"[bold]{number}. {Markup.Escape(title)}[/]").LeftJustified());

    public void Say(string text) => console.MarkupLineInterpolated($"  {text}");

    /// <summary>Prints a condition and whether it is true.</summary>
    public void Check(bool holds, string what)
    {
        if (holds)
            Passed++;
        else
            Failed++;
        console.MarkupLine(holds ? $"  [green]✓[/] {Markup.Escape(what)}" : $"  [red]✗ {Markup.Escape(what)}[/]");
    }

    /// <summary>Checks that a call is refused with this status and reason.</summary>
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

    /// <summary>Repeats a call until its answer shows a change that is still being delivered; gives up after 20 s.</summary>
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
