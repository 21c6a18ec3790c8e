namespace Orleans.Ray.Generators.Models;

/// <summary>What a stub submits.</summary>
internal enum StubKind
{
    Task,
    ActorCall,
    Construction,
}
