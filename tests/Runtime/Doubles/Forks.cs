namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that hand their handle on to tasks of their own, in a container, until it has been handed on often enough.</summary>
internal static partial class Forks
{
    /// <summary>Says so much as this caller, with two further callers below each as long as there are levels left; how many callers there were.</summary>
    [RayTask]
    public static async Task<int> Say(Dictionary<string, ActorHandle<Recorder>> handles, int caller, int levels, int count)
    {
        var recorder = (Recorder.Handle)handles["recorder"];
        var below = levels == 0 ? [] : new[] { 2 * caller, (2 * caller) + 1 }.Select(next => Remote.Say(handles, next, levels - 1, count)).ToArray();
        await Ray.GetAsync(Enumerable.Range(0, count).Select(i => recorder.Say(caller, i)).ToArray());
        return 1 + (await Ray.GetAsync(below)).Sum();
    }

    /// <summary>So many calls that all want through the gate.</summary>
    [RayTask]
    public static async Task<int> PassMany(GatedActor.Handle actor, string gate, int count) =>
        (await Ray.GetAsync(Enumerable.Range(0, count).Select(i => actor.PassOnly(gate, i)).ToArray())).Length;
}
