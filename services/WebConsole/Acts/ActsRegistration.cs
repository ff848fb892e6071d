using System.Collections.Frozen;
using System.Reflection;
using OrdreCouncils.WebConsole.Hosting;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts;

internal static class ActsRegistration
{
    public static void AddActs(this WebApplicationBuilder builder)
    {
        foreach (var type in ActCatalogue.Types)
            builder.Services.AddScoped(type);
        builder.Services.AddScoped<ActCatalogue>();
        builder.Services.AddScoped<ActLinks>();
    }
}

/// <summary>All acts of the console, by name.</summary>
internal sealed class ActCatalogue(IServiceProvider services, Permissions permissions, IHttpContextAccessor context, ConsoleOptions console)
{
    public static readonly IReadOnlyList<Type> Types =
    [
        .. typeof(Act).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Act)) && !type.IsAbstract)
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    // Read once: a list of lines asks for the acts of each line.
    private static readonly FrozenDictionary<Type, string[]> Required = Types.ToFrozenDictionary(
        type => type, type => type.GetCustomAttributes<CallsAttribute>().Where(calls => !calls.Optional).Select(calls => calls.Rpc).ToArray());

    private readonly Lazy<IReadOnlyList<Act>> all = new(
        () => console.Desk == ConsoleOptions.Ordre ? [.. Types.Select(type => (Act)services.GetRequiredService(type))] : []);

    /// <summary>None of the other desk.</summary>
    public IReadOnlyList<Act> All => all.Value;

    /// <summary>Null for an unknown name.</summary>
    public Act? Find(string name) => All.FirstOrDefault(act => act.Name == name);

    /// <summary>True when the person of this request may do the act.</summary>
    public bool May(Act act) => Array.TrueForAll(Required[act.GetType()], rpc => permissions.May(context.HttpContext!.User, rpc));
}
