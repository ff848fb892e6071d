using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Access rules of the RPCs that a process serves, by full method name. The constructor throws when an RPC has no rule.</summary>
public sealed class AccessTable
{
    private readonly FrozenDictionary<string, AccessRule> rules;

    /// <summary>Purposes of the RPCs that the audit of the store tells of.</summary>
    public FrozenSet<Purpose> StorePurposes { get; }

    public AccessTable(IEnumerable<ServiceDescriptor> services)
    {
        var table = new Dictionary<string, AccessRule>();
        foreach (var method in services.SelectMany(service => service.Methods))
        {
            var rule = method.GetOptions()?.GetExtension(AccessExtensions.Access);
            if (rule is null || rule.Roles.Count == 0 || rule.Roles.Contains(Role.Unspecified)
                || rule.Scope == Scope.Unspecified || rule.Purpose == Purpose.Unspecified
                || rule.MaximumAuthenticationAgeSeconds < 0)
            {
                throw new InvalidOperationException(
                    $"{method.FullName} declares no complete access rule. Add option (ordre.common.v1.access) with roles, scope and purpose, and no age below 0.");
            }

            table.Add($"/{method.Service.FullName}/{method.Name}", rule);
        }

        rules = table.ToFrozenDictionary();
        StorePurposes =
            table.Values.Select(rule => rule.Purpose).Where(purpose => !AccessPolicy.IsOfStore(purpose) && !RoleGrants.IsUntoldByAudit(purpose)).ToFrozenSet();
    }

    public AccessRule? Find(string method) => rules.GetValueOrDefault(method);

    public IReadOnlyDictionary<string, AccessRule> Rules => rules;
}
