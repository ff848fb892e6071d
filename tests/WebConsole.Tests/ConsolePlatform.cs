using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Local;
using OrdreCouncils.Local.Demo;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Tests.Testing;
using Spectre.Console;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>The whole platform with its consoles and a register of invented physicians, shared by the tests: each takes a physician of its own.</summary>
public sealed class ConsolePlatform : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ordre-console-");
    private readonly ConcurrentDictionary<string, GrpcChannel> channels = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<PhysicianSummary>> free = new();
    private LocalPlatform? platform;

    internal LogSink Logs { get; } = new();

    /// <summary>The issuer's clock, which a test may set back while a person signs in.</summary>
    internal ShiftedTime SignInTime { get; } = new();

    internal LocalPlatform Platform => platform!;

    internal DateOnly Today => LegalDay.Today(Platform.Clock);

    public async Task InitializeAsync()
    {
        platform = await LocalPlatform.StartAsync(new LocalOptions
        {
            DataFolder = folder.FullName, Console = true, SignInTime = SignInTime,
            Services = services => services.AddLogging(logging => logging.ClearProviders().AddProvider(Logs).SetMinimumLevel(LogLevel.Information)),
        });
        var file = Path.Combine(folder.FullName, "register.txt");
        await InventedRegister.WriteFileAsync(file, new InventedFile { Physicians = 3_000, Seed = 2031 });
        using var story = new Story(platform, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }));
        await RegisterLoader.LoadAsync(story, file);
    }

    public async Task DisposeAsync()
    {
        foreach (var channel in channels.Values)
            channel.Dispose();
        if (platform is not null)
            await platform.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>A client of the gateway for a development identity, to prepare what a page shows.</summary>
    internal T As<T>(string identity)
        where T : ClientBase =>
        (T)Activator.CreateInstance(typeof(T), channels.GetOrAdd(
            identity, name => BearerChannel.Open(Platform.GrpcAddress, Platform.Token(DevIdentity.Find(name)!))))!;

    /// <summary>A registered physician of a council that no other test has.</summary>
    internal async Task<PhysicianSummary> PhysicianAsync(string council)
    {
        if (!free.TryGetValue(council, out var known))
        {
            var found = await As<PhysiciansService.PhysiciansServiceClient>("cnom-registre").SearchPhysiciansAsync(
                new SearchPhysiciansRequest { Council = council, Status = SoughtStatus.MayPractise, PageSize = 200 });
            known = free.GetOrAdd(council, new ConcurrentQueue<PhysicianSummary>(found.Physicians));
        }

        return known.TryDequeue(out var next) ? next : throw new InvalidOperationException($"The invented register has no more physicians of council {council}.");
    }
}

[CollectionDefinition(nameof(ConsolePlatform))]
public sealed class ConsoleCollection : ICollectionFixture<ConsolePlatform>;
