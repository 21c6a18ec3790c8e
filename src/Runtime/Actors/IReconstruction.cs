namespace Orleans.Ray.Actors;

/// <summary>Another construction of an actor that has crashed, with the arguments of the first.</summary>
internal interface IReconstruction
{
    /// <summary>Asks for the resources, and then constructs.</summary>
    void Begin(ActorLife life);

    /// <summary>The actor is dead; where the constructor has not started yet, it never will.</summary>
    void Abandon();
}
