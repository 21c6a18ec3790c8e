namespace Orleans.Ray.Generators.Models;

/// <summary>The tasks of one type.</summary>
internal sealed record TaskGroup(TypeShell Shell, string RemoteAccessibility, EquatableArray<TaskModel> Tasks);
