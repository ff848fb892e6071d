using System.Collections.Concurrent;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Local;
using OrdreCouncils.Local.Demo;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd.AffairStory;

/// <summary>The whole platform with a register of invented physicians, and a client of the gateway for each person of the story.</summary>
internal sealed class Cast : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly ConcurrentDictionary<string, GrpcChannel> channels = new();
    private LocalPlatform? platform;

    public LogSink Logs { get; } = new();

    /// <summary>The respondents, by council.</summary>
    public Dictionary<string, Physician> Doctors { get; } = [];

    public LocalPlatform Platform => platform!;

    public DateOnly Today => LegalDay.Today(Platform.Clock);

    public static async Task<Cast> GatherAsync(SqlEngine engine, params string[] councils)
    {
        var cast = new Cast();
        cast.platform = await TestPlatform.StartAsync(cast.folder, engine, "", cast.Logs);
        var file = Path.Combine(cast.folder.Path, "register.txt");
        await InventedRegister.WriteFileAsync(file, new InventedFile { Physicians = 3_000, Seed = 2027 });
        using var story = new Story(cast.Platform, TestPlatform.Console(TextWriter.Null));
        await RegisterLoader.LoadAsync(story, file);
        var registrar = await cast.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnom-registre");
        foreach (var council in councils)
        {
            var found = await registrar.SearchPhysiciansAsync(new SearchPhysiciansRequest { Council = council, PageSize = 1 });
            cast.Doctors[council] = (await registrar.GetPhysicianAsync(new GetPhysicianRequest { Rpps = found.Physicians[0].Rpps })).Physician;
        }

        return cast;
    }

    /// <param name="identity">A development identity, with <c>@desk</c> when its token names one.</param>
    /// <typeparam name="T">A generated client.</typeparam>
    public async Task<T> AsAsync<T>(string identity)
        where T : ClientBase
    {
        if (!channels.TryGetValue(identity, out var channel))
            channel = channels.GetOrAdd(identity, BearerChannel.Open(Platform.GrpcAddress, await TokenAsync(identity)));
        return (T)Activator.CreateInstance(typeof(T), channel)!;
    }

    /// <summary>Noon in Paris of a later day.</summary>
    public void GoTo(DateOnly day) => Platform.Clock.AdvanceTo(new DateTimeOffset(day.ToDateTime(new TimeOnly(11, 0)), TimeSpan.Zero));

    /// <summary>The answer that a partner gets about the respondent of a council.</summary>
    public async Task<Registration> PartnerReadsAsync(string council, DateOnly? on = null)
    {
        var partner = await AsAsync<PhysiciansService.PhysiciansServiceClient>("cnam");
        return (await partner.VerifyRegistrationAsync(
            new VerifyRegistrationRequest { Rpps = Doctors[council].Rpps, On = on is { } day ? Day(day) : null })).Registration;
    }

    public static Date Day(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };

    public static string Id() => Guid.CreateVersion7().ToString();

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in channels.Values)
            channel.Dispose();
        if (platform is not null)
            await platform.DisposeAsync();
        folder.Dispose();
    }

    private async Task<string> TokenAsync(string identity)
    {
        var parts = identity.Split('@');
        using var http = new HttpClient { BaseAddress = new Uri(Platform.HttpAddress) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = parts[0],
            ["client_secret"] = DevTokens.Secret,
            ["desk"] = parts.Length > 1 ? parts[1] : "",
        });
        using var answer = await http.PostAsync(new Uri("/dev/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }
}

internal static class CivilDays
{
    public static DateOnly Civil(this Date date) => new(date.Year, date.Month, date.Day);
}
