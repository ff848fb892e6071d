using System.Reflection;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing.Fuzz;
using Xunit.Sdk;

namespace OrdreCouncils.Tests.Testing;

/// <summary>As <see cref="EnginesAttribute"/>, for a test whose outcome no SQL of its own decides: on SQLite, and under <c>--full</c> on PostgreSQL
/// too.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OneEngineAttribute(params object?[] values) : DataAttribute
{
    public static IReadOnlyList<SqlEngine> OfRun { get; } = Storm.Full ? [SqlEngine.Sqlite, SqlEngine.PostgreSql] : [SqlEngine.Sqlite];

    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) => OfRun.Select(engine => (object?[])[engine, .. values]);
}
