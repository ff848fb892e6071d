using System.Collections;
using System.Reflection;
using OrdreCouncils.ServiceDefaults.Sql;
using Xunit.Sdk;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Runs a theory once per SQL engine and case: <c>[Theory, EnginesEach(nameof(Cases))] public async Task X(SqlEngine engine, string name)</c>.</summary>
/// <param name="cases">Name of a static dictionary of the test class; its keys are the names of the cases.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EnginesEachAttribute(string cases) : DataAttribute
{
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod)
    {
        const BindingFlags statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var type = testMethod.DeclaringType!;
        var names = (type.GetField(cases, statics)?.GetValue(null) ?? type.GetProperty(cases, statics)?.GetValue(null)) as IDictionary
            ?? throw new InvalidOperationException($"{type.Name} has no static dictionary {cases}.");
        return names.Keys.Cast<string>().SelectMany(name => new object?[][] { [SqlEngine.Sqlite, name], [SqlEngine.PostgreSql, name] });
    }
}
