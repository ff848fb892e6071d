using System.Globalization;
using System.Text;
using Google.Protobuf.Reflection;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Tests.Architecture.Generated;

/// <summary>Writes <c>docs/access.md</c>: the roles, and for each RPC its access rule and the errors that its comment names.</summary>
internal static class AccessPage
{
    public const string Path = "docs/access.md";

    public static string Text()
    {
        var text = new StringBuilder($"""
            # Access
            Generated from `protos/` by `{Testing.GeneratedFile.Command}`. Do not edit.

            The access rule of each RPC: the roles that may call it, the rows in the caller's scope, and the purpose for which the data is processed. `own`
            rows are the rows of the caller's council, chamber, person or partner system, as the `reach` of its role says; a row out of scope answers
            `NOT_FOUND`. A call is allowed when one of the caller's roles is named by the rule, that role holds the purpose, and no role of the caller holds a
            purpose walled off from it.
            *Sign-in of 300 s*: a caller who is a person must have signed in (claim `auth_time`) no longer ago than this, or is answered `STEP_UP_REQUIRED`
            ([decision 34](decisions/0034-grave-acts-need-a-recent-sign-in.md)).
            The last column holds the errors that the RPC's comment names. Every RPC may also answer the errors that all of them share: see [errors](errors.md).
            `tests/Architecture.Tests/AccessMatrix.txt` states the same rules by hand, per identity, and a test compares both.

            ## Roles
            A token whose claim `desk` names a desk counts with the roles of that desk only ([decision 21](decisions/0021-a-token-may-name-its-desk.md)). A role that is
            a part of an office is in no claim: whoever holds the office has it, alone, at its desk ([decision 19](decisions/0019-health-in-the-register-is-the-presidents.md)).

            | role (claim `roles`) | purposes | reach | desk (claim `desk`) |
            |---|---|---|---|

            """);
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Unspecified))
        {
            var grant = RoleGrants.Of(role);
            text.Append(CultureInfo.InvariantCulture, $"| `{grant.Claim}`{Part(grant)} | {string.Join(", ", grant.Purposes.Select(Word))} | {Word(grant.Reach)} | {DeskOf(role, grant)} |\n");
        }

        text.Append("\nNobody may hold both purposes of a wall: ").AppendJoin("; ", Walls()).Append(".\n");
        foreach (var service in Contract.Rpcs.Select(rpc => rpc.Service).Distinct().OrderBy(service => service.FullName, StringComparer.Ordinal))
            Section(text, service);
        return text.ToString();
    }

    private static void Section(StringBuilder text, ServiceDescriptor service)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {service.FullName}\n");
        if (service.IsInternal())
            text.Append("Between services only: the gateway has no route to it.\n\n");
        text.Append(ContractComments.Of(service)).Append("\n\n| RPC | roles | rows | purpose | errors |\n|---|---|---|---|---|\n");
        foreach (var rpc in service.Methods)
        {
            var rule = rpc.Rule()!;
            var roles = string.Join(", ", rule.Roles.Select(role => $"`{RoleGrants.Of(role).Claim}`"));
            text.Append(CultureInfo.InvariantCulture, $"| `{rpc.Name}`{Stream(rpc)}{SignIn(rule)} | {roles} | {Word(rule.Scope)} | {Word(rule.Purpose)} | {ContractComments.Errors(rpc)} |\n");
        }
    }

    private static string Part(RoleGrant grant) => grant.Office == Role.Unspecified ? "" : $", a part of `{RoleGrants.Of(grant.Office).Claim}`";

    private static string DeskOf(Role role, RoleGrant grant) =>
        Desks.Names.SingleOrDefault(name => Desks.Seated([grant.Office == Role.Unspecified ? role : grant.Office], [name]).Contains(role)) ?? "none";

    private static string Stream(MethodDescriptor rpc) => (rpc.IsClientStreaming, rpc.IsServerStreaming) switch
    {
        (true, true) => ", streams both ways",
        (true, false) => ", streams in",
        (false, true) => ", streams out",
        _ => "",
    };

    private static string SignIn(AccessRule rule) => rule.MaximumAuthenticationAgeSeconds == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $", sign-in of {rule.MaximumAuthenticationAgeSeconds} s");

    private static IEnumerable<string> Walls() =>
        from one in Enum.GetValues<Purpose>()
        from other in RoleGrants.ApartFrom(one)
        where one < other
        select $"{Word(one)} and {Word(other)}";

    private static string Word<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}")).ToLowerInvariant();
}
