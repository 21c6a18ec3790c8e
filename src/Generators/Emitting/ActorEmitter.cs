using Microsoft.CodeAnalysis.Text;
using Orleans.Ray.Generators.Models;
using Orleans.Ray.Generators.Parsing;

namespace Orleans.Ray.Generators.Emitting;

/// <summary>Writes an actor's <c>Remote</c>, which creates it, and its <c>Handle</c>.</summary>
internal static class ActorEmitter
{
    public static SourceText Emit(ActorModel actor) => ShellWriter.Write(actor.Shell, actor, WriteMembers);

    private static void WriteMembers(CodeWriter writer, ActorModel actor)
    {
        WriteRemote(writer, actor);
        HandleEmitter.Write(writer, actor);
    }

    private static void WriteRemote(CodeWriter writer, ActorModel actor)
    {
        var names = new NameAllocator([.. actor.ReservedNames, .. actor.Shell.TypeParameters, WellKnown.Remote, WellKnown.Create]);
        writer.Line($"/// <summary>Creates actors of the class <c>{actor.Shell.Name}</c>.</summary>");
        writer.Open($"public static partial class {WellKnown.Remote}");
        writer.Line(DescriptorWriter.Write("ActorDescriptor", actor.Descriptor, $", typeof({actor.Shell.FullName})"));
        writer.Blank();
        foreach (var constructor in actor.Constructors)
        {
            var invocation = new Invocation(names.Take("Construction"), constructor.Signature);
            var stub = new Stub(
                $"{constructor.Accessibility} static",
                WellKnown.Handle,
                $"{RuntimeNames.Api}ActorOptions",
                static (creation, options) => $"{WellKnown.Handle}.FromReference({creation}.Create(s_descriptor, {options}))");
            StubWriter.Write(writer, stub, constructor.Signature, invocation);
            WriteConstruction(writer, actor, constructor.Signature, invocation);
        }

        writer.Close();
    }

    private static void WriteConstruction(CodeWriter writer, ActorModel actor, StubSignature signature, Invocation invocation)
    {
        var body = new InvocationWriter(writer, signature, invocation);
        body.Open($"ActorConstruction<{actor.Shell.FullName}>", null);
        body.VisitArguments();
        body.Construct(actor.Shell.FullName);
        body.Close();
    }
}
