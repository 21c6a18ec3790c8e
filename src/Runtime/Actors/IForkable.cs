namespace Orleans.Ray.Actors;

/// <summary>A value that holds an actor: a copy of it must hold the actor on its own.</summary>
internal interface IForkable
{
    object Fork();
}
