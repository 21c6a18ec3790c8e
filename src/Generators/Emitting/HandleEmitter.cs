using Microsoft.CodeAnalysis.CSharp;
using Orleans.Ray.Generators.Models;
using Orleans.Ray.Generators.Parsing;

namespace Orleans.Ray.Generators.Emitting;

/// <summary>Writes an actor's <c>Handle</c>.</summary>
internal static class HandleEmitter
{
    private const string Reference = $"{RuntimeNames.CodeGeneration}ActorReference";

    // The property of every handle. A method of that name comes before it: handle.Id() is the call, ((ActorHandle)handle).Id the actor's id.
    private const string ActorIdName = "Id";

    public static void Write(CodeWriter writer, ActorModel actor)
    {
        var type = actor.Shell.FullName;
        writer.Line($"/// <summary>A handle of an actor of the class <c>{actor.Shell.Name}</c>: has its methods, each of which returns at once.</summary>");
        writer.Open($"public sealed partial class {WellKnown.Handle} : {RuntimeNames.Api}ActorHandle<{type}>, {RuntimeNames.Api}IActorHandle<{type}.{WellKnown.Handle}>");
        WriteOwnMembers(writer, type);
        var taken = actor.Methods.SelectMany(method => method.Signature.TypeParameters.Append(method.Signature.Name)).Concat(actor.Shell.TypeParameters);
        var names = new NameAllocator(taken.Append(WellKnown.Handle));
        foreach (var method in actor.Methods)
        {
            var signature = method.Signature;
            var invocation = new Invocation(names.Take($"{signature.Name}Call"), signature);
            var returns = signature.Several is { ItemType: null } ? names.Take($"{signature.Name}Returns") : null;
            var stub = new Stub(
                signature.Name == ActorIdName ? "public new" : "public",
                ReturnsWriter.TypeOf(signature),
                $"{RuntimeNames.Api}ActorCallOptions",
                (creation, options) => WriteSubmission(signature, creation, options, returns));
            StubWriter.Write(writer, stub, signature, invocation);
            WriteCall(writer, actor.Shell, method, invocation);
            if (returns is not null)
            {
                ReturnsWriter.Write(writer, signature, signature.Several!, returns);
            }
        }

        writer.Close();
    }

    private static void WriteOwnMembers(CodeWriter writer, string type)
    {
        writer.Line($"private {WellKnown.Handle}({Reference} reference)");
        writer.Indented(": base(reference)");
        writer.Open();
        writer.Close();
        writer.Line($"static global::System.Type {RuntimeNames.Api}IActorHandle<{type}.{WellKnown.Handle}>.ActorType => typeof({type});");
        writer.Blank();
        writer.Line("/// <summary>A handle over a hold.</summary>");
        writer.Line("/// <param name=\"reference\">The hold.</param>");
        writer.Line(RuntimeNames.Hidden);
        writer.Line($"public static {WellKnown.Handle} FromReference({Reference} reference)");
        writer.Indented("=> new(reference);");
        writer.Blank();
        writer.Line($"protected override {RuntimeNames.Api}ActorHandle<{type}> WithReference({Reference} reference)");
        writer.Indented($"=> new {WellKnown.Handle}(reference);");
        writer.Blank();
    }

    private static string WriteSubmission(StubSignature method, string creation, string options, string? returns) =>
        returns is not null ? $"base.Call({creation}, new {returns}{method.TypeParameterList}(), {options}).References"
        : method.Several is not null ? $"base.CallMany({creation}, {options})"
        : $"base.Call({creation}, {options})";

    private static void WriteCall(CodeWriter writer, TypeShell shell, ActorMethodModel model, Invocation invocation)
    {
        var method = model.Signature;
        var body = new InvocationWriter(writer, method, invocation);
        body.Open(
            $"{(method.IsStream ? "StreamActorCall" : method.IsAsync ? "AsyncActorCall" : "SyncActorCall")}<{shell.FullName}, {method.Result}>",
            model.Settings.Count == 0 ? null : DescriptorWriter.Write(model));
        body.Property("string", "MethodName", SymbolDisplay.FormatLiteral($"{shell.Name}.{method.Name}", quote: true));
        if (model.Settings.Count > 0)
        {
            body.Property($"{RuntimeNames.CodeGeneration}ActorMethodDescriptor", "Method", "s_descriptor");
        }

        body.VisitArguments();
        body.Invoke($"{shell.FullName} actor, ", $"actor.{Identifiers.Escape(method.Name)}{method.TypeParameterList}");
        body.Close();
    }
}
