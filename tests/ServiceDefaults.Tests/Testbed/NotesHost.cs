using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Testbed;

internal static class NotesHost
{
    public const string Audience = "ordre-registry";

    public static WebApplication Build(string[] args, HostOverrides? overrides) => Build(args, overrides, _ => { });

    /// <param name="more">Additional set-up of the testbed's host.</param>
    public static WebApplication Build(string[] args, HostOverrides? overrides, Action<WebApplicationBuilder> more)
    {
        // The issuer gives tokens for the services of the platform: the testbed stands in for one.
        var given = overrides ?? new HostOverrides();
        overrides = given with { Settings = given.Settings.Append(new("Identity:ServiceAudience", Audience)).DistinctBy(setting => setting.Key).ToDictionary() };
        var builder = ServiceHost.CreateBuilder("notes", typeof(NotesHost), args, overrides);
        builder.Services.TryAddSingleton<NoteHooks>();
        builder.AddContract<NotesGrpc>();
        more(builder);
        return builder.BuildService(overrides);
    }

    public static Task<ServiceApp> StartAsync(
        SqlEngine engine, NoteHooks? hooks = null, Action<IServiceCollection>? services = null, IReadOnlyDictionary<string, string?>? settings = null) =>
        ServiceApp.StartAsync(Build, engine, settings: settings, services: collection =>
        {
            collection.AddSingleton(hooks ?? new NoteHooks());
            services?.Invoke(collection);
        });

    public static Task<NotesService.NotesServiceClient> NotesAsync(this ServiceApp app, string? identity = "cdom-75") =>
        app.ClientAsync<NotesService.NotesServiceClient>(identity);

    /// <summary>A valid request with a new id.</summary>
    public static CreateNoteRequest NewNote(string text = "a note", bool publish = false) =>
        new() { RequestId = Guid.NewGuid().ToString(), Council = "75", Text = text, Publish = publish };

    public static Task<long> CountAsync(this Database database, string table) =>
        database.ReadAsync(sql => sql.ScalarAsync<long>($"select count(*) from {table}"), CancellationToken.None);

    /// <summary>Counts after a change: rows, audit entries of the note, outbox messages, stored answers.</summary>
    public static async Task<(long Rows, long Audit, long Outbox, long Requests)> LeftAsync(this Database database) => (
        await database.CountAsync("notes"),
        await database.ReadAsync(sql => sql.ScalarAsync<long>("select count(*) from audit_entries where kind like 'testbed.%'"), CancellationToken.None),
        await database.CountAsync("outbox"),
        await database.CountAsync("requests"));
}
