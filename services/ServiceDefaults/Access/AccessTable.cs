using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>The access rules of the RPCs a process serves, by full method name. Building it fails when an RPC has none.</summary>
public sealed class AccessTable
{
    private readonly FrozenDictionary<string, AccessRule> rules;

    /// <param name="services">Descriptors of the gRPC services the process maps.</param>
    public AccessTable(IEnumerable<ServiceDescriptor> services)
    {
        var table = new Dictionary<string, AccessRule>();
        foreach (var method in services.SelectMany(service => service.Methods))
        {
            var rule = method.GetOptions()?.GetExtension(AccessExtensions.Access);
            if (rule is null || rule.Roles.Count == 0 || rule.Roles.Contains(Role.Unspecified)
                || rule.Scope == Scope.Unspecified || rule.Purpose == Purpose.Unspecified)
            {
                throw new InvalidOperationException(
                    $"{method.FullName} declares no complete access rule. Add option (ordre.common.v1.access) with roles, scope and purpose.");
            }

            table.Add($"/{method.Service.FullName}/{method.Name}", rule);
        }

        rules = table.ToFrozenDictionary();
    }

    /// <summary>The rule of <c>/package.Service/Method</c>; null for an RPC outside the contract.</summary>
    public AccessRule? Find(string method) => rules.GetValueOrDefault(method);

    public IReadOnlyDictionary<string, AccessRule> Rules => rules;
}
