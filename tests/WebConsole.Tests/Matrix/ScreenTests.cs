using System.Reflection;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.WebConsole.Hosting;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.Tests.WebConsole.Matrix;

/// <summary>Each RPC that a person may call has a screen, or stands with its reason in NoScreen.txt: <c>RPC: reason</c>.</summary>
public class ScreenTests
{
    private static readonly string File = Path.Combine(Repository.Root, "tests", "WebConsole.Tests", "Matrix", "NoScreen.txt");

    [Fact]
    public void EveryRpcOfAPerson_HasAScreenOrAReason()
    {
        var shown = typeof(CallsAttribute).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<CallsAttribute>()).Select(calls => calls.Rpc).ToHashSet();
        var reasons = System.IO.File.ReadLines(File).Where(line => line.Length > 0).Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        var permissions = new Permissions(new ConsoleOptions { Desk = ConsoleOptions.Ordre });
        var persons = permissions.Rpcs.Where(rpc => permissions.RolesOf(rpc).Any(IsPerson)).ToList();
        Assert.NotEmpty(persons);

        var missing = persons.Where(rpc => !shown.Contains(rpc) && !reasons.ContainsKey(rpc)).Order(StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, $"No page, and no reason in NoScreen.txt:\n{string.Join('\n', missing)}");
        // A line whose RPC has a screen by now, or is gone, is deleted.
        Assert.Equal([], reasons.Keys.Where(rpc => shown.Contains(rpc) || !persons.Contains(rpc)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(reasons.Values, reason => reason.Trim().Length < 10);
    }

    private static bool IsPerson(Role role) => role is not Role.Partner && !role.ToString().StartsWith("Service", StringComparison.Ordinal);
}
