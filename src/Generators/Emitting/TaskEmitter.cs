using Microsoft.CodeAnalysis.Text;
using Orleans.Ray.Generators.Models;
using Orleans.Ray.Generators.Parsing;

namespace Orleans.Ray.Generators.Emitting;

/// <summary>Writes <c>Remote</c> with the stubs of a type's tasks.</summary>
internal static class TaskEmitter
{
    public static SourceText Emit(TaskGroup group) => ShellWriter.Write(group.Shell, group, WriteRemote);

    private static void WriteRemote(CodeWriter writer, TaskGroup group)
    {
        var taken = group.Tasks.SelectMany(task => task.Signature.TypeParameters.Append(task.Signature.Name)).Concat(group.Shell.TypeParameters);
        var names = new NameAllocator(taken.Append(WellKnown.Remote));
        writer.Line($"/// <summary>Submits the tasks of <c>{group.Shell.Name}</c>.</summary>");
        writer.Open($"{group.RemoteAccessibility} static partial class {WellKnown.Remote}");
        foreach (var task in group.Tasks)
        {
            var invocation = new Invocation(names.Take($"{task.Signature.Name}Task"), task.Signature);
            if (task.Signature.Several is { ItemType: null } several)
            {
                var returns = names.Take($"{task.Signature.Name}Returns");
                WriteStub(writer, task, invocation, (creation, options) => $"{creation}.Submit(new {returns}{task.Signature.TypeParameterList}(), {options}).References");
                WriteInvocation(writer, task, invocation);
                ReturnsWriter.Write(writer, task.Signature, several, returns);
            }
            else
            {
                WriteStub(writer, task, invocation, task.Signature.IsStream ? static (creation, options) => $"{creation}.SubmitStream({options})"
                    : task.Signature.Several is null
                    ? static (creation, options) => $"{creation}.Submit({options})"
                    : static (creation, options) => $"{RuntimeNames.CodeGeneration}Submission.SubmitMany({creation}, {options})");
                WriteInvocation(writer, task, invocation);
            }
        }

        writer.Close();
    }

    private static void WriteStub(CodeWriter writer, TaskModel task, Invocation invocation, Func<string, string, string> submit)
    {
        var stub = new Stub(
            $"{task.Accessibility} static",
            ReturnsWriter.TypeOf(task.Signature),
            $"{RuntimeNames.Api}TaskOptions",
            submit);
        StubWriter.Write(writer, stub, task.Signature, invocation);
    }

    private static void WriteInvocation(CodeWriter writer, TaskModel task, Invocation invocation)
    {
        var signature = task.Signature;
        var body = new InvocationWriter(writer, signature, invocation);
        body.Open($"{(signature.IsStream ? "StreamTask" : signature.IsAsync ? "AsyncTask" : "SyncTask")}<{signature.Result}>", DescriptorWriter.Write("TaskDescriptor", task.Descriptor));
        body.Property($"{RuntimeNames.CodeGeneration}TaskDescriptor", "Descriptor", "s_descriptor");
        body.VisitArguments();
        body.Invoke(string.Empty, $"{task.Shell.FullName}.{Identifiers.Escape(signature.Name)}{signature.TypeParameterList}");
        body.Close();
    }
}
