using System.Collections;
using System.Reflection;
using Xunit.Sdk;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Runs a theory once per case, on the engines of <see cref="OneEngineAttribute"/>:
/// <c>[Theory, EachCase(nameof(Cases))] public async Task X(SqlEngine engine, string name)</c>.</summary>
/// <param name="cases">Name of a static dictionary of the test class; its keys are the names of the cases.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachCaseAttribute(string cases) : DataAttribute
{
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod)
    {
        const BindingFlags statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var type = testMethod.DeclaringType!;
        var names = (type.GetField(cases, statics)?.GetValue(null) ?? type.GetProperty(cases, statics)?.GetValue(null)) as IDictionary
            ?? throw new InvalidOperationException($"{type.Name} has no static dictionary {cases}.");
        return names.Keys.Cast<string>().SelectMany(name => OneEngineAttribute.OfRun.Select(engine => new object?[] { engine, name }));
    }
}
