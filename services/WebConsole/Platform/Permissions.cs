using System.Collections.Frozen;
using System.Reflection;
using System.Security.Claims;
using Google.Protobuf.Reflection;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.WebConsole.Hosting;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace OrdreCouncils.WebConsole.Platform;

/// <summary>Access rules of the desk's RPCs, by which pages show or hide links. The services decide again.</summary>
internal sealed class Permissions
{
    private static readonly FrozenDictionary<string, string[]> StoresOfDesk = new Dictionary<string, string[]>
    {
        [ConsoleOptions.Ordre] = ["registry", "discipline", "communiques"],
        [ConsoleOptions.Entraide] = ["mutualaid"],
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, (AccessRule Rule, FrozenSet<Purpose> Store)> rules;

    public Permissions(ConsoleOptions console)
    {
        var found = new Dictionary<string, (AccessRule, FrozenSet<Purpose>)>();
        foreach (var store in StoresOfDesk[console.Desk])
        {
            ServiceDescriptor[] services = [.. Services(store), AuditService.Descriptor, DirectoryService.Descriptor];
            var table = new AccessTable(services);
            foreach (var (method, rule) in table.Rules)
                found.Add($"{store}/{method[(method.IndexOf('/', 1) is var end ? method.LastIndexOf('.', end) + 1 : 0)..]}", (rule, table.StorePurposes));
        }

        rules = found.ToFrozenDictionary();
        foreach (var calls in Used().Where(calls => StoresOfDesk[console.Desk].Contains(calls.Rpc.Split('/')[0])))
        {
            if (!rules.ContainsKey(calls.Rpc))
                throw new InvalidOperationException($"[Calls(\"{calls.Rpc}\")] names no RPC of the contract.");
        }
    }

    /// <summary>All RPCs of the desk.</summary>
    public IEnumerable<string> Rpcs => rules.Keys;

    public IEnumerable<Role> RolesOf(string rpc) => rules[rpc].Rule.Roles;

    /// <summary>False as well for an RPC of the other desk.</summary>
    public bool May(ClaimsPrincipal person, string rpc) =>
        person.Identity is { IsAuthenticated: true } && rules.TryGetValue(rpc, out var found)
        && AccessPolicy.Refusal(found.Rule, Caller.From(person), found.Store) is null;

    private static IEnumerable<ServiceDescriptor> Services(string store) => typeof(AuditService).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("OrdreCouncils.Protos.", StringComparison.Ordinal) == true && type.Name.EndsWith(
            "Reflection", StringComparison.Ordinal))
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
        .OfType<FileDescriptor>()
        .Where(file => file.Package == $"ordre.{store}.v1")
        .SelectMany(file => file.Services);

    private static IEnumerable<CallsAttribute> Used() =>
        typeof(Permissions).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<CallsAttribute>());
}
