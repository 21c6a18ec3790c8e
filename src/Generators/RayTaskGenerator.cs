using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Diagnostics;
using Orleans.Ray.Generators.Emitting;
using Orleans.Ray.Generators.Models;
using Orleans.Ray.Generators.Parsing;

namespace Orleans.Ray.Generators;

/// <summary>Adds <c>Type.Remote</c> to types that have methods with <c>[RayTask]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RayTaskGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider.ForAttributeWithMetadataName(
            WellKnown.RayTaskAttribute,
            static (_, _) => true,
            static (attribute, _) => TaskParser.Parse(attribute));

        // Apart from the models: a finding's position moves with every edit above it.
        context.RegisterSourceOutput(parsed.SelectMany(static (task, _) => task.Findings).Collect(), FindingReporter.Report);

        var groups = parsed
            .Select(static (task, _) => task.Model)
            .Where(static task => task is not null)
            .WithTrackingName(TrackingNames.Tasks)
            .Collect()
            .SelectMany(static (tasks, _) => Group(tasks!))
            .WithTrackingName(TrackingNames.TaskGroups);
        context.RegisterSourceOutput(groups, static (output, group) => output.AddSource($"{group.Shell.HintName}.Tasks.g.cs", TaskEmitter.Emit(group)));
    }

    private static IEnumerable<TaskGroup> Group(ImmutableArray<TaskModel> tasks) =>
        tasks.GroupBy(task => task.Shell).Select(tasks => new TaskGroup(tasks.Key, tasks.First().RemoteAccessibility, tasks.ToEquatableArray()));
}
