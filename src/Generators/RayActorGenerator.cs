using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Diagnostics;
using Orleans.Ray.Generators.Emitting;
using Orleans.Ray.Generators.Parsing;

namespace Orleans.Ray.Generators;

/// <summary>Adds <c>Class.Remote</c> and <c>Class.Handle</c> to classes with <c>[RayActor]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RayActorGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider.ForAttributeWithMetadataName(
            WellKnown.RayActorAttribute,
            static (_, _) => true,
            static (attribute, _) => ActorParser.Parse(attribute));

        // Apart from the models: a finding's position moves with every edit above it.
        context.RegisterSourceOutput(parsed.SelectMany(static (actor, _) => actor.Findings).Collect(), FindingReporter.Report);

        var actors = parsed
            .Select(static (actor, _) => actor.Model)
            .Where(static actor => actor is not null)
            .WithTrackingName(TrackingNames.Actors);
        context.RegisterSourceOutput(actors, static (output, actor) => output.AddSource($"{actor!.Shell.HintName}.Actor.g.cs", ActorEmitter.Emit(actor)));
    }
}
