namespace Orleans;

public delegate Task GrainCallFilterDelegate(IGrainCallContext context);
