"""What poses say about the body: joint angles and lengths of segments."""
