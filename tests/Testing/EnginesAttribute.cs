using System.Reflection;
using OrdreCouncils.ServiceDefaults.Sql;
using Xunit.Sdk;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Runs a theory once per SQL engine: <c>[Theory, Engines] public async Task X(SqlEngine engine)</c>. Further values follow the engine.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EnginesAttribute(params object?[] values) : DataAttribute
{
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) =>
    [
        [SqlEngine.Sqlite, .. values],
        [SqlEngine.PostgreSql, .. values],
    ];
}
