using System.Collections;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.ServiceDefaults.Admissions;

/// <summary>Finds the persons whom an answer names, so that the read of each of them is logged without a line in the handler. The contract names them: a
/// string field of <see cref="Fields"/> holds an RPPS number, unless its option <c>unlogged</c> says that the handler decides.</summary>
public static class ShownPersons
{
    /// <summary>Names of the contract's fields that hold an RPPS number.</summary>
    public static readonly IReadOnlySet<string> Fields = new HashSet<string> { "rpps", "merged_into", "kept", "merged" };

    private const string RequestId = "request_id";
    private static readonly ConcurrentDictionary<MessageDescriptor, Plan> Plans = new();
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor?> ChangedPersons = new();

    /// <summary>True when a call of this RPC is logged under the persons of its answer, or of its request when it changes something.</summary>
    public static bool Names(MethodDescriptor rpc) => !PlanOf(rpc.OutputType).IsEmpty || ChangedPerson(rpc.InputType) is not null;

    internal static void AddTo(List<string> subjects, IMessage? request, IMessage answer)
    {
        var plan = PlanOf(answer.Descriptor);
        if (!plan.IsEmpty)
            Walk(answer, plan, new Found(subjects));
        // The answer to a change shows the record that it changed, often without the number.
        if (request is not null && ChangedPersons.GetOrAdd(request.Descriptor, ChangedPerson) is { } field)
            new Found(subjects).Add((string)field.Accessor.GetValue(request));
    }

    private static void Walk(IMessage message, Plan plan, Found found)
    {
        foreach (var field in plan.Numbers)
        {
            if (field.Accessor.GetValue(message) is string one)
                found.Add(one);
            else
                foreach (var rpps in (IEnumerable<string>)field.Accessor.GetValue(message))
                    found.Add(rpps);
        }

        foreach (var field in plan.Messages)
        {
            var inner = PlanOf(field.MessageType);
            switch (field.Accessor.GetValue(message))
            {
                case IMessage one:
                    Walk(one, inner, found);
                    break;
                case IEnumerable many:
                    foreach (IMessage one in many)
                        Walk(one, inner, found);
                    break;
            }
        }
    }

    private static Plan PlanOf(MessageDescriptor type) => Plans.GetOrAdd(type, static type => new Plan(
        [.. type.Fields.InDeclarationOrder().Where(IsNumber)],
        [.. type.Fields.InDeclarationOrder().Where(field => IsOfMessages(field) && Reaches(field.MessageType, [type]))]));

    private static FieldDescriptor? ChangedPerson(MessageDescriptor request) => request.FindFieldByName(RequestId) is null
        ? null
        : request.Fields.InDeclarationOrder().FirstOrDefault(field => IsNumber(field) && !field.IsRepeated);

    private static bool IsNumber(FieldDescriptor field) =>
        field.FieldType == FieldType.String && Fields.Contains(field.Name) && !IsUnlogged(field);

    private static bool IsOfMessages(FieldDescriptor field) => field.FieldType == FieldType.Message && !field.IsMap && !IsUnlogged(field);

    private static bool IsUnlogged(FieldDescriptor field) => field.GetOptions()?.GetExtension(AccessExtensions.Unlogged) == true;

    private static bool Reaches(MessageDescriptor type, HashSet<MessageDescriptor> seen) => seen.Add(type) && type.Fields.InDeclarationOrder().Any(
        field => IsNumber(field) || (IsOfMessages(field) && Reaches(field.MessageType, seen)));

    /// <summary>The subjects of a call, each once. A set is made for long lists only: an answer to a look-up names one person.</summary>
    private sealed class Found(List<string> subjects)
    {
        private const int Few = 8;
        private HashSet<string>? known;

        public void Add(string rpps)
        {
            if (rpps.Length == 0)
                return;
            var subject = $"physicians/{rpps}";
            if (known is null && subjects.Count >= Few)
                known = [.. subjects];
            if (known?.Add(subject) ?? !subjects.Contains(subject))
                subjects.Add(subject);
        }
    }

    private sealed record Plan(IReadOnlyList<FieldDescriptor> Numbers, IReadOnlyList<FieldDescriptor> Messages)
    {
        public bool IsEmpty => Numbers.Count + Messages.Count == 0;
    }
}
